// SPDX-License-Identifier: Apache-2.0

import CSV

/// Where the header of a list is, and whether it is one.
enum HeaderRow {
    /// The line that the user names, or the first row with a phone column in it.
    static func place(_ options: ListOptions) -> HeaderPlace {
        if let line = options.headerRow { return .line(line) }
        return .found { hasPhoneColumn($0, named: options.phoneColumn) }
    }

    /// Refuses a header that is a recipient: it has a phone number where it should name a column.
    ///
    /// A header with a phone column may have what looks like a number beside it, such as the number
    /// of an order.
    ///
    /// - Parameters:
    ///   - sample: the beginning of the list.
    ///   - name: the phone column that the user names.
    /// - Throws: ``ListError/noHeader(file:line:number:)``.
    static func refuseData(in sample: ListSample, named name: String?) throws(ListError) {
        guard let number = sample.header.first(where: NumberLike.matches) else { return }
        let isNumber = name.map(NumberLike.matches) ?? false
        guard isNumber || !hasPhoneColumn(sample.header, named: name) else { return }
        throw .noHeader(file: sample.file, line: sample.headerLine, number: number)
    }

    private static func hasPhoneColumn(_ header: [String], named name: String?) -> Bool {
        do throws(ListError) {
            _ = try PhoneColumn.index(in: header, named: name, file: "")
            return true
        } catch {
            if case .severalPhoneColumns = error { return true }
            return name == nil && header.contains { isPhone(PhoneHeader.kind(of: $0)) }
        }
    }

    private static func isPhone(_ kind: PhoneHeader.Kind?) -> Bool {
        kind != nil && kind != .number
    }
}
