// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SMSText

@Suite struct ForeignPlaceholderTests {
    private static let headers = [
        "First Name", "name", "appointment_date", "姓名", "e-mail", "Sale", "20", "",
    ]

    private func remarks(_ text: String, _ headers: [String] = headers) throws -> TextRemarks {
        try Template(parsing: text).bound(to: headers).remarks
    }

    @Test(arguments: [
        ("{first_name}", "{{First Name}}"), ("{ First Name }", "{{First Name}}"),
        ("[First Name]", "{{First Name}}"), ("[[first-name]]", "{{First Name}}"),
        ("%first_name%", "{{First Name}}"), ("%%FirstName%%", "{{First Name}}"),
        ("%First Name%", "{{First Name}}"), ("%{first_name}", "{{First Name}}"),
        ("%(first_name)s", "{{First Name}}"), ("[%first_name%]", "{{First Name}}"),
        ("<first name>", "{{First Name}}"), ("<<first name>>", "{{First Name}}"),
        ("*|NAME|*", "{{name}}"), ("*|FIRST_NAME:there|*", "{{First Name}}"),
        ("*|IF:NAME|*", "{{name}}"), ("#NAME#", "{{name}}"), ("##name##", "{{name}}"),
        ("${name}", "{{name}}"), ("#{name}", "{{name}}"), ("$name$", "{{name}}"),
        ("{$name}", "{{name}}"), ("{!Contact.Name}", "{{name}}"), ("{contact.name}", "{{name}}"),
        ("{name|there}", "{{name}}"), ("{{\"name\"}}{name}", "{{name}}"),
        ("@@name@@", "{{name}}"), ("@name@", "{{name}}"), (":name:", "{{name}}"),
        ("((name))", "{{name}}"), ("__name__", "{{name}}"), ("«name»", "{{name}}"),
        ("‹First Name›", "{{First Name}}"), ("<%= name %>", "{{name}}"),
        ("{% if first_name %}", "{{First Name}}"), ("｛｛first_name｝｝", "{{First Name}}"),
        ("｛name｝", "{{name}}"), ("＜name＞", "{{name}}"), ("【name】", "{{name}}"),
        ("$first_name", "{{First Name}}"), ("你好#姓名#先生", "{{姓名}}"),
        ("{e-mail}", "{{e-mail}}"), ("[APPOINTMENT DATE]", "{{appointment_date}}"),
        ("#SALE#", "{{Sale}}"),
    ])
    func `a column in another program's notation is found, with its right spelling`(
        text: String, spelling: String
    ) throws {
        for message in ["Hi \(text), see you.", text] {
            let found = try remarks(message).certain
            #expect(found.count == 1 && found.first?.spelling == spelling, "\(message): \(found)")
        }
    }

    @Test(arguments: [
        "{last_name}", "{Vorname}", "{0}", "{Hi|Hello|Hey}", "${amount}", "#{total}", "%{city}",
        "*|FNAME|*", "*|LNAME|*", "%lastname%", "%%email%%", "[[company]]", "[Last Name]", "[Date]",
        "<<Balance>>", "<Name of nobody|x>{city}", "{% endif %}", "<%= total %>", "@@code@@",
        "#FNAME#", "#CODE#", "{!Account.Balance}", "｛city｝", "<LastName>", "((city))", "__city__",
        "$amount$", "@email@",
    ])
    func `a placeholder of another program that names no column is doubted`(text: String) throws {
        let found = try remarks("Hi \(text), see you.", ["phone", "first_name"])
        #expect(found.placeholders.count == 1 && found.certain.isEmpty, "\(text): \(found)")
    }

    @Test func `the column that is spelled most alike is offered`() throws {
        let found = try remarks("Hi {frist_name}").placeholders
        #expect(found.map(\.spelling) == ["{{First Name}}"] && found.map(\.column) == [nil])
    }

    @Test(arguments: [
        "Only $5, not $10, or US$ 5 and A$ 6", "50% off today, 20% more tomorrow", "50%off%20%",
        "Save 10 % now and 20 % later", "Mail ann@example.com or bob@example.com",
        "#SALE #NEW #2026", "#SALE#NEW", "We are #1", "See https://example.com/a%20name%20b",
        "https://example.com/?a=%C3%A9&b=[x]", "[Reminder] Your check-up is tomorrow",
        "[ACME] Hello", "Hello :) ;-) :D <3 :-P", "Open 9:30, closes 18:00:00", "It's 5 < 6 > 4",
        "Use code <<<NOW>>>", "{}", "{ }", "{{First Name}}", "Dear {{ first name | title }}!",
        "\\{first_name\\}", "\\{\\{name\\}\\}", "${{20}} off", "%{{20}}%", "#{{name}}#",
        "Rock & roll -- *today* _only_ ~now~", "¯\\_(ツ)_/¯", "{^_^}", "a|b|c", "«Bonjour» à tous",
        "[see our page, and come by]", "{We call you back as soon as we can}", ":smile: :tada:",
        "Follow @name and @sale", "Ann <ann@example.com>", "Tel: (202) 555-0123", "x__y__z", "",
        "100%name%", "C$name", "10:20:30", "your name [optional, may stay empty]",
    ])
    func `ordinary text has no placeholder`(text: String) throws {
        #expect(try remarks("Hi. " + text).placeholders == [], "\(text)")
    }

    @Test func `a text is looked at up to its line ends and its own placeholders`() throws {
        #expect(try remarks("{first\nname}").placeholders.isEmpty)
        #expect(try remarks("[first {{name}} name]").placeholders.isEmpty)
        let long = String(repeating: "x", count: 100)
        #expect(try remarks("{\(long)}").placeholders.isEmpty)
        #expect(try remarks("{name} and {name}, {first_name}").certain.count == 2)
    }

    @Test(
        arguments: [
            ("Hi\\nthere", ["\\n"], .lineEnd), ("Hi\\r\\nthere", ["\\r\\n"], .lineEnd),
            ("Hi%0athere", ["%0a"], .lineEnd), ("Hi%0D%0Athere", ["%0D%0A"], .lineEnd),
            ("Hi<br>there<BR />you", ["<br>", "<BR />"], .lineEnd), ("Hi\\tthere", ["\\t"], .space),
            ("Hi%20there", ["%20"], .space), ("Hi&nbsp;there", ["&nbsp;"], .space),
            ("Rock &amp; roll", ["&amp;"], .character), ("it&#39;s", ["&#39;"], .character),
            ("https://example.com\\nBye", ["\\n"], .lineEnd),
            ("Hi%0ASee https://example.com/a%20b", ["%0A"], .lineEnd),
            ("{{name}}\\nBye\\nBye", ["\\n"], .lineEnd),
        ] as [(String, [String], WrittenOutSign.Kind)])
    func `a sign that is written out by a code is found`(
        text: String, codes: [String], kind: WrittenOutSign.Kind
    ) throws {
        let found = try remarks(text).escapes
        #expect(found.map(\.text) == codes && found.allSatisfy { $0.kind == kind }, "\(found)")
    }

    @Test(arguments: [
        "See https://example.com/a%20b%0ac", "www.example.com/a%20b", "example.com/a%20b",
        "https://wa.me/?text=Hi%0Athere", "Look into C:\\new\\tea or \\\\server\\net", "50%09",
        "AT&T; R&D", "Tom & Jerry; Bob", "\\{name\\}", "100%", "a < b > c", "<b>bold</b>", "\\m/",
    ])
    func `ordinary text has no such codes`(text: String) throws {
        #expect(try remarks("Hi. " + text, ["name"]).escapes.filter { $0.kind != .space } == [])
    }
}
