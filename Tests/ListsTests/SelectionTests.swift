// SPDX-License-Identifier: Apache-2.0

import Configuration
import Testing

@testable import Lists

@Suite struct SelectionTests {
    private static let header = ["Name", "First City", "Note", "a=b", "Code", "CODE"]

    private func selection(_ conditions: [String]) throws -> Selection? {
        try Selection(
            conditions.map { try #require(RowCondition($0)) }, in: Self.header, file: "list.csv")
    }

    private func selects(_ condition: String, _ city: String) throws -> Bool {
        let cells = ["Ann", city, "", "1", "x", "y"]
        let selection = try #require(try selection([condition]))
        let isSelected = selection.selects(cells)
        #expect((selection.objection(to: cells) == nil) == isSelected)
        return isSelected
    }

    @Test(arguments: [
        ("First City=Berlin", "Berlin"), ("first_city = BERLIN ", " berlin\t"),
        ("First City==Berlin", "Berlin"), ("firstcity!=Berlin", "Bonn"),
        ("First City != Berlin", ""), ("First City is empty", "  "), ("first city IS EMPTY", ""),
        ("First City=", ""), ("First City is not empty", "Bonn"), ("First City!=", "Bonn"),
        ("a=b=1", "any"), ("First City=a=b", "A=B"), ("First City=Zu\u{308}rich", "ZÜRICH"),
        ("First City= x  y ", "x  y"),
    ])
    func `a condition selects rows whatever case and white space are`(
        condition: String, city: String
    ) throws {
        #expect(try selects(condition, city))
    }

    @Test(arguments: [
        ("First City=Berlin", "Bonn"), ("First City=Berlin", ""), ("First City=Berlin", "Berlin 2"),
        ("First City!=Berlin", " berlin "), ("First City is empty", "Bonn"),
        ("First City is not empty", " "), ("First City=", "Bonn"), ("a=b=2", "any"),
    ])
    func `a condition leaves other rows out`(condition: String, city: String) throws {
        #expect(try !selects(condition, city))
    }

    @Test(arguments: [
        "", " ", "City", "=Berlin", "!=Berlin", "is empty", "is not empty", "City>3", "City Berlin",
        "City is Berlin", " = ",
    ])
    func `a text that is no condition is none`(text: String) {
        #expect(RowCondition(text) == nil)
    }

    @Test func `a row fulfils all conditions or is left out by the first that it does not`() throws
    {
        let selection = try #require(try selection(["Name=Ann", "First City=Berlin"]))
        #expect(selection.selects(["ann", "BERLIN", "", "", "", ""]))
        #expect(!selection.selects(["Bob", "Berlin", "", "", "", ""]))
        let verdict = selection.objection(to: ["Ann", "Bonn", "", "", "", ""])
        #expect(verdict?.reason == .notSelected && verdict?.status == .skipped)
        #expect(
            verdict?.detail == "not selected by “First City=Berlin”: “First City” is “Bonn”")
        #expect(
            selection.objection(to: ["", "", "", "", "", ""])?.detail
                == "not selected by “Name=Ann”: “Name” is empty")
        #expect(
            selection.columns == [0, 1] && selection.words == ["Name=Ann", "First City=Berlin"])
        #expect(try self.selection([]) == nil)
    }

    @Test(arguments: [
        (
            "Frist City=Berlin",
            "list.csv: there is no column “Frist City”; did you mean “First City”?"
        ),
        ("Town is empty", "list.csv: there is no column “Town”"),
        ("code=1", "list.csv: 2 columns are named “code”"),
    ])
    func `a column that is not there, or twice, is an error`(text: String, words: String) throws {
        let error = #expect(throws: ListError.self) { try selection([text]) }
        #expect(error?.description.hasPrefix(words) == true, "\(String(describing: error))")
    }
}

@Suite struct ConsentTests {
    @Test(arguments: [
        "do_not_sms", "Do Not Text", "doNotContact", "Do not call", "DO-NOT-SMS", "opted_out",
        "Opt Out", "opt-out", "SMS Opt-Out", "Has Opted Out Of SMS", "unsubscribed", "Unsubscribe",
        "Unsubscribed at", "sms consent", "Consent", "Consent to SMS", "accepts sms marketing",
        "Accepts Marketing", "SMS Marketing", "opt in", "Opt-In", "SMS Opt In", "OptedIn",
        "marketing permission", "Marketing Permissions", "SMS permission", "dnc", "DND", "No SMS",
        "no_texts", "Blacklisted", "Subscribed", "SMS subscriber status", "SMS Subscription",
        "Can Text", "OK to text", "ok_to_contact", "Allow SMS", "SMS allowed", "Text OK", "GDPR",
        "GDPR consent", "TCPA", "Text Message Consent", "Email and SMS consent", "Suppressed",
        "Einwilligung", "SMS-Einwilligung", "Keine Werbung", "Nicht kontaktieren", "Abgemeldet",
        "Werbesperre", "Consentement", "Désabonné", "Désinscrit", "Ne pas contacter",
        "Consentimiento SMS", "No contactar", "Dado de baja", "Consentimento", "Não contactar",
        "Descadastrado", "Consenso", "Disiscritto", "Toestemming", "Uitgeschreven", "Zgoda",
        "Zgoda na SMS", "Zgoda marketingowa", "Samtycke", "Samtykke", "Согласие", "同意",
        "Agreed to SMS", "Receive texts", "Contact preference",
    ])
    func `a column that tells who wants messages is known by its header`(header: String) {
        #expect(ConsentHeader.isOne(header))
    }

    @Test(arguments: [
        "", "name", "phone", "Mobile", "sms_number", "Text", "Note", "City", "Email Opt In",
        "Accepts Email Marketing", "Newsletter consent", "Do not mail", "do_not_email",
        "Mail opt-out",
        "WhatsApp opt-in", "Bus stop", "Marketing manager", "Options", "Option",
        "Subscription plan",
        "Contact", "Call back", "Address", "Context", "Adoption", "Postcode", "Block", "Status",
        "Marketing source", "Content", "Sender", "stops", "SMS text", "Permit number", "123", "---",
    ])
    func `other columns are none`(header: String) {
        #expect(!ConsentHeader.isOne(header))
    }

    private static let header = ["name", "SMS consent", "phone"]

    private func rule(_ values: [String], column: String = "sms_consent") throws -> ConsentRule {
        try ConsentRule(
            ConsentSettings(column: column, textIf: values), in: Self.header, file: "list.csv")
    }

    @Test(arguments: ["yes", " YES\t", "1", "Ja"])
    func `a value that means yes lets a row through`(value: String) throws {
        #expect(try rule(["yes", "1", "ja "]).objection(to: ["Ann", value, ""]) == nil)
    }

    @Test(arguments: [
        ("no", "is “no”"), ("", "is empty"), (" ", "is empty"), ("yes!", "is “yes!”"),
        ("11", "is “11”"), ("true", "is “true”"),
    ])
    func `any other value leaves a row out, a blank one too`(value: String, words: String) throws {
        let verdict = try rule(["yes", "1"]).objection(to: ["Ann", value, ""])
        #expect(verdict?.status == .skipped && verdict?.reason == .noConsent)
        #expect(
            verdict?.detail
                == "“SMS consent” \(words), and “columns.consent” asks for “yes”, “1”")
    }

    @Test func `an empty word lets empty cells through`() throws {
        #expect(try rule(["no", ""]).objection(to: ["Ann", " ", ""]) == nil)
        #expect(try rule(["no", ""]).objection(to: ["Ann", "1", ""]) != nil)
    }

    @Test func `a column that is not there is an error with the nearest`() throws {
        let error = #expect(throws: ListError.self) { try rule(["yes"], column: "SMS consnt") }
        #expect(error?.description.contains("did you mean “SMS consent”?") == true)
    }
}
