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
    ///   - line: the line on which it stands.
    ///   - name: the phone column that the user names.
    static func refuseData(
        in header: [String], line: Int, named name: String?, file: String
    ) throws(ListError) {
        guard let number = header.first(where: NumberShape.isLikeNumber) else { return }
        let isNumber = name.map(NumberShape.isLikeNumber) ?? false
        guard isNumber || !hasPhoneColumn(header, named: name) else { return }
        throw .noHeader(file: file, line: line, number: number)
    }

    private static func hasPhoneColumn(_ header: [String], named name: String?) -> Bool {
        do throws(ListError) {
            _ = try PhoneColumn.index(in: header, named: name, file: "")
            return true
        } catch {
            guard case .severalPhoneColumns = error else { return false }
            return true
        }
    }
}
