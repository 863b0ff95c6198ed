// SPDX-License-Identifier: Apache-2.0

import CSV

/// Where the header of a list is, and whether it is one.
enum HeaderRow {
    /// The line that the user names, or the first row with a phone column in it.
    static func place(_ options: ListOptions) -> HeaderPlace {
        if let line = options.headerRow { return .line(line) }
        return .found { hasPhoneColumn($0, options) }
    }

    /// Refuses a header that is a recipient: it has a phone number where it should name a column.
    ///
    /// A header with a phone column may have what looks like a number beside it, such as the number
    /// of an order.
    ///
    /// - Throws: ``ListError/noHeader(file:line:number:)``.
    static func refuseData(in sample: ListSample, _ options: ListOptions) throws(ListError) {
        guard let number = sample.header.first(where: NumberLike.matches) else { return }
        let isNumber = options.phoneColumns.contains(where: NumberLike.matches)
        guard isNumber || !hasPhoneColumn(sample.header, options) else { return }
        throw .noHeader(file: sample.file, line: sample.headerLine, number: number)
    }

    /// Whether a row names a phone column: one of those that the user names, or one that is known.
    static func hasPhoneColumn(_ header: [String], _ options: ListOptions) -> Bool {
        guard options.phoneColumns.isEmpty else {
            return options.phoneColumns.contains { isIn(header, $0) }
        }
        return isIn(header, nil) || header.contains { isPhone(PhoneHeader.kind(of: $0)) }
    }

    private static func isIn(_ header: [String], _ name: String?) -> Bool {
        do throws(ListError) {
            _ = try PhoneColumn.index(in: header, named: name, file: "")
            return true
        } catch {
            guard case .severalPhoneColumns = error else { return false }
            return true
        }
    }

    private static func isPhone(_ kind: PhoneHeader.Kind?) -> Bool {
        kind != nil && kind != .number
    }
}
