// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite struct PhoneColumnTests {
    private func index(_ header: [String], named name: String? = nil) throws(ListError) -> Int {
        try PhoneColumn.index(in: header, named: name, file: "list.csv")
    }

    @Test(arguments: [
        "phone number", "phone", "mobile", "cell", "cell phone", "mobile phone", "msisdn", "number",
        "tel", "telephone",
        "to",
        "recipient", "contact", "PHONE", "Phone_Number", "phone-number", "PhoneNumber",
        " Cell  Phone ", "MOBILE_PHONE",
        "To",
    ])
    func `every word of the contract is found, however it is written`(word: String) throws {
        #expect(try index(["name", word, "notes"]) == 1)
    }

    @Test(arguments: [
        (["tel", "phone"], 1), (["number", "contact", "Mobile"], 2),
        (["recipient", "x", "cell_phone"], 2),
        (["to", "name"], 0),
    ])
    func `the better rank wins`(header: [String], expected: Int) throws {
        #expect(try index(header) == expected)
    }

    @Test(arguments: [
        (["phone", "mobile"], ["phone", "mobile"]), (["Phone", "phone"], ["Phone", "phone"]),
        (["tel", "name", "To"], ["tel", "To"]), (["cell", "tel", "MSISDN"], ["cell", "MSISDN"]),
    ])
    func `two headers of one rank are an error that lists them`(header: [String], found: [String]) {
        let error = ListError.severalPhoneColumns(file: "list.csv", found: found)
        #expect(throws: error) { try index(header) }
        for name in found { #expect(error.description.contains("“\(name)”")) }
    }

    @Test(arguments: [nil, "phone"])
    func `two columns of one name can be told apart only in the file`(name: String?) {
        let error = ListError.severalPhoneColumns(file: "list.csv", found: ["phone", "phone"])
        #expect(throws: error) { try index(["phone", "name", "phone"], named: name) }
        #expect(
            error.description
                == "list.csv: 2 columns are named “phone”; rename all but the right one in the file"
        )
    }

    @Test(arguments: [["name", "phones"], [""], ["my phone", "telefon"]])
    func `a header without a phone column is an error that lists the columns`(header: [String]) {
        #expect(throws: ListError.noPhoneColumn(file: "list.csv", headers: header)) {
            try index(header)
        }
    }

    @Test func `a name that the user gives wins over every rank`() throws {
        #expect(try index(["phone", "Handy"], named: "Handy") == 1)
        #expect(try index(["phone", "Handy Nr"], named: "handy_nr") == 1)
        #expect(try index(["Handy", "handy"], named: "handy") == 1)
    }

    @Test func `a name that is not there is an error with the nearest one`() {
        let error = ListError.unknownColumn(
            file: "list.csv",
            name: "Moble",
            nearest: "Mobile",
            headers: ["x", "Mobile"]
        )
        #expect(throws: error) { try index(["x", "Mobile"], named: "Moble") }
        #expect(error.description.contains("did you mean “Mobile”?"))
    }

    @Test(arguments: ["a", "A_"])
    func `a name that several columns have is an error`(name: String) {
        #expect(throws: ListError.severalPhoneColumns(file: "list.csv", found: ["a ", "a-"])) {
            try index(["a ", "a-"], named: name)
        }
    }

    @Test func `in a report the column phone is meant`() throws {
        let header = ReportColumn.header(input: ["Mobile", "Cell", "phone"], withMessage: true)
        #expect(try index(header) == 1)
        #expect(throws: ListError.self) {
            try index(ReportColumn.names.dropLast() + ["Mobile", "Cell"])
        }
    }
}
