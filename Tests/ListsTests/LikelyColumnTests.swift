// SPDX-License-Identifier: Apache-2.0

@testable import Lists
import PhoneNumbers
import TestSupport
import Testing

@Suite struct LikelyColumnTests {
    /// The header of the phone column of a list.
    private func column(
        of contents: String,
        named name: String? = nil
    ) throws -> String {
        let options = ListOptions(phoneColumn: name, defaultRegion: Region("US"))
        let list = try ListFile(contents).list(options)
        return list.header[list.phoneColumns[0]]
    }

    @Test(arguments: [
        "Mobile Number", "Cell Number", "Telephone Number", "WhatsApp", "SMS", "Primary Phone",
        "Phone 1", "Phone 1 - Value", "Mobile Phone Number", "Phone #", "Phone:", "Contact No.",
        "Handy", "Handynummer", "Handy-Nr.", "Mobilnummer", "Telefonnummer", "Telefon", "Tel.-Nr.",
        "Portable", "Téléphone", "N° de téléphone", "Téléphone portable", "Móvil", "Celular",
        "Teléfono", "Número de teléfono", "Nº móvil", "Telemóvel", "Telefone", "Cellulare",
        "Telefono", "Numero di telefono", "Mobiel", "Telefoonnummer", "GSM", "Komórka",
        "Telefon komórkowy", "Numer telefonu", "Tel. kom.", "Customer Phone", "mobileNumber",
        "ＰＨＯＮＥ", "Numer",
    ])
    func `a name of another rank is found where its cells are numbers`(name: String) throws {
        let list = "id,\"\(name)\",note\n1,202-555-0123,x\n2,(202) 555-0124,y\n3,,z\n"
        #expect(try column(of: list) == name)
    }

    @Test(arguments: [
        "Handy", "Telefon", "SMS", "Mobile Number", "Numer",
    ])
    func `a name of another rank counts for nothing over other cells`(name: String) throws {
        for cells in ["yes\nno\n202-555-0123\n", "Ann\nBob\n", "2026-11-27\n27.11.2026\n"] {
            let list =
                "name,\"\(name)\"\n" + cells.split(separator: "\n").map { "x,\($0)\n" }.joined()
            #expect(throws: ListError.noPhoneColumn(file: "list.csv", headers: ["name", name])) {
                try column(of: list)
            }
        }
    }

    @Test(arguments: [
        "FromPhoneNumber", "Emergency phone", "Mobile plan", "Phone type", "Phone 2 - Value",
        "Other phone", "Customer number", "Fax number", "Mobile carrier", "phones and mails",
    ])
    func `a name with a word of something else is no name of a phone column`(name: String) {
        #expect(PhoneHeader.kind(of: name) == nil)
    }

    @Test func `the number of an order is no phone number`() throws {
        #expect(throws: ListError.noPhoneColumn(file: "list.csv", headers: ["name", "Nummer"])) {
            try column(of: "name,Nummer\nAnn,1000234\nBob,1000235\n")
        }
    }

    @Test(arguments: [
        (["Phone", "Mobile Number"], true), (["Phone Number", "Mobile Phone Number"], true),
        (["Telephone", "Handy"], true), (["Mobile Number", "Office Phone"], true),
        (["Telefon", "Handynummer"], true), (["Cell Number", "WhatsApp"], true),
        (["Number", "Telefon mobil"], true), (["Primary Phone", "Telephone Number"], true),
        (["Phone", "Work Phone"], false), (["Mobile", "Office Phone"], false),
        (["Phone", "Fax"], false), (["Phone 1 - Value", "Phone 2 - Value"], false),
        (["Mobile", "Telephone"], false), (["phone", "tel"], false),
        (["Telephone Number", "Home Phone"], false),
    ])
    func `an office column and a mobile column side by side ask`(
        headers: [String],
        asks: Bool
    ) throws {
        let rows = "Ann,202-555-0150,202-555-0123\nBob,202-555-0151,202-555-0124\n"
        let list = "Name,\(headers[0]),\(headers[1])\n" + rows
        guard asks else { return #expect(try column(of: list) == headers[0]) }
        #expect(throws: ListError.severalPhoneColumns(file: "list.csv", found: headers)) {
            try column(of: list)
        }
        for name in headers { #expect(try column(of: list, named: name) == name) }
    }

    @Test func `a mobile column without numbers raises no question`() throws {
        let list = "Phone,Mobile Number\n202-555-0150,\n202-555-0151,none\n202-555-0152,\n"
        #expect(try column(of: list) == "Phone")
    }

    @Test(arguments: [
        ("Contact,Mobile Number", "Ann,202-555-0123\nBob,202-555-0124\n"),
        ("Phone,Reached at", "yes,202-555-0123\nno,202-555-0124\n"),
        ("Phone,Mobile Number", ",202-555-0123\n,202-555-0124\n"),
        ("Number,Telefonnummer", "1000234,202-555-0123\n1000235,202-555-0124\n"),
    ])
    func `a found column without numbers beside one with numbers is refused`(
        header: String,
        rows: String
    ) throws {
        let names = header.split(separator: ",").map(String.init)
        let error = ListError.noNumbers(file: "list.csv", column: names[0], others: [names[1]])
        #expect(throws: error) { try column(of: header + "\n" + rows) }
        #expect(error.description.contains("“\(names[1])”"))
        #expect(try column(of: header + "\n" + rows, named: names[0]) == names[0])
    }

    @Test func `a column without numbers stays found where there is none with numbers`() throws {
        let rows = "x,1000234,2026-11-27,a@example.com\ny,1000235,2026-11-28,b@example.com\n"
        #expect(try column(of: "Phone,order,date,mail\n" + rows) == "Phone")
    }

    @Test func `the sender's column is nobody's phone column`() throws {
        let rows = "+12025550100,hello,Ann\n+12025550100,bye,Bob\n"
        #expect(try column(of: "FromPhoneNumber,to,name\n" + rows) == "to")
    }

    @Test func `where no name helps, the columns with numbers are named`() throws {
        let error = ListError.unnamedPhoneColumn(
            file: "list.csv",
            holding: ["Home Phone"],
            headers: ["Name", "Home Phone", "Zip"]
        )
        #expect(throws: error) {
            try column(of: "Name,Home Phone,Zip\nAnn,202-555-0123,20001\n")
        }
        #expect(error.description.contains("“Home Phone” holds phone numbers; name the right one"))
    }

    @Test func `only the first rows of a long list are looked at`() throws {
        let rows = (0..<3000).map { "x\($0),202-555-01\(10 + $0 % 90)\n" }.joined()
        let rest = (0..<9000).map { "x\($0),none\n" }.joined()
        #expect(try column(of: "id,Handy\n" + rows + rest) == "Handy")
    }

    @Test func `a list without rows is found by its names alone`() throws {
        #expect(try column(of: "name,Handynummer\n") == "Handynummer")
    }

    @Test(arguments: [
        ("2025550123", true), ("(202) 555-0123", true), ("+44 20 7946 0123", true),
        ("202-555-0123 ext. 4", true), ("2.025550123E9", true), ("4.41E+11", true),
        ("٢٠٢٥٥٥٠١٢٣", true), ("202\u{2011}555\u{2011}0123", true), ("123456", true),
        ("202-555-0123 ::: 202-555-0124", true), ("0664 123456 Eva", true),
        ("12345", false), ("Ann", false), ("2026-11-27", false), ("27.11.2026", false),
        ("11/27/2026 10:30", false), ("a1234567@example.com", false), ("$1,234,567", false),
        ("€1234567", false), ("1 Main Street", false),
    ])
    func `what looks like a number`(cell: String, expected: Bool) {
        #expect(NumberShape.fits(Array(cell.utf8)[...]) == expected)
    }
}
