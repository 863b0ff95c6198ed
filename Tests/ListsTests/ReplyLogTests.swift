// SPDX-License-Identifier: Apache-2.0

import CSV
import Lists
import PhoneNumbers
import TestSupport
import Testing

/// Logs of messages as lists of people who get no message.
@Suite struct ReplyLogTests {
    private static let sender = "+12025550100"

    private func read(_ contents: String, region: String = "US") throws -> ListedNumbers {
        let folder = try ScratchFolder()
        let path = try folder.write(contents, to: "log.csv")
        let list = NumberList(
            name: "log.csv", defaultRegion: Region(rawValue: region),
            sender: PhoneNumber(e164: Self.sender))
        return try list.read(at: path)
    }

    @Test(
        arguments: [
            "From,To,Body,Status\n+12025550123,\(sender),STOP,received\n",
            "from,to,message\n+12025550123,\(sender),Stop\n",
            "FROM,Number,Text\n(202) 555-0123,\(sender),unsubscribe\n",
            "Date,From,Recipient,Content\n2026-11-01,12025550123,\(sender),stop please\n",
            "from_number,to_number,message_text\n+12025550123,\(sender),STOP\n",
            "msisdn,to,text,message-timestamp\n12025550123,12025550100,STOP,2026-11-01\n",
            "From,To,Body,Direction\n+12025550123,\(sender),STOP,inbound\n"
                + "\(sender),+12025550150,Hi,outbound-api\n"
                + "\(sender),+12025550151,STOP,outbound-api\n",
            "Sender,Receiver,Message Body\n+1 202 555 0123,\(sender),Stop\n",
            "From;Contact;Body\n+12025550123;Ann;STOP\n",
        ])
    func `the senders of a STOP are taken, whatever provider wrote the log`(
        contents: String
    ) throws {
        let listed = try read(contents)
        #expect(listed.people.map(\.e164) == ["+12025550123"])
        #expect(listed.replies?.stops == 1)
    }

    @Test func `others are not, and are counted`() throws {
        let listed = try read(
            """
            From,To,Body
            +12025550123,\(Self.sender),STOP
            +12025550124,\(Self.sender),"Thanks, see you"
            +12025550125,\(Self.sender),"Can I stop by at five?"
            \(Self.sender),+12025550126,"Hi, reply STOP to opt out."
            nobody,\(Self.sender),YES
            +12025550123,\(Self.sender),stop

            """)
        #expect(listed.people.map(\.e164) == ["+12025550123"])
        let replies = try #require(listed.replies)
        #expect(replies.messages == 6 && replies.stops == 2)
        #expect(replies.unclear.count == 1)
        #expect(replies.unclear.first.first == "line 4: “Can I stop by at five?”")
    }

    @Test(
        arguments: [
            "From,To,Status\n+12025550123,+12025550100,received\n",
            "Number,From\n+12025550123,web form\n", "from,recipient\n+12025550100,+12025550123\n",
            "To,From\n+12025550123,+12025550100\n", "contact,FROM\nAnn,+12025550123\n",
            "From,To,Body,Message\n+12025550123,+12025550100,STOP,STOP\n",
        ])
    func `a log that does not tell who said stop is refused`(contents: String) {
        let error = #expect(throws: NumberListError.self) { try read(contents) }
        #expect(error?.problem == .unclearLog)
        #expect(error?.description.contains("“body”") == true)
    }

    @Test(
        arguments: [
            "From,Phone,Reason\nweb form,+12025550123,said stop\n",
            "number,reason\n+12025550123,said stop\n", "to,text\n+12025550123,hi\n",
            "recipient\n+12025550123\n", "From\n+12025550123\n",
        ])
    func `a list that names its people is none`(contents: String) throws {
        let listed = try read(contents)
        #expect(listed.people.map(\.e164) == ["+12025550123"] && listed.replies == nil)
    }

    @Test(
        arguments: [
            ("phone\n+12025550123\n202-555-0100\n", 3), ("2025550100\n", 1),
            ("From,To,Body\n+12025550123,x,STOP\n\(sender),x,STOP\n", 3),
            ("number\n2025550123; 2025550100\n", 2),
        ])
    func `the configured sender on a list is a mistake, with its line`(
        contents: String, line: Int
    ) {
        let error = #expect(throws: NumberListError.self) { try read(contents) }
        #expect(error?.line == line)
        #expect(error?.description.contains("own sender (“from”)") == true)
    }
}
