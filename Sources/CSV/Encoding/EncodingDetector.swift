// SPDX-License-Identifier: Apache-2.0

/// Finds out how a file is encoded; it wants to see all of it, for one byte in the last row may decide.
package struct EncodingDetector: Sendable {
    /// How many bytes are looked at to know UTF-16, a delimiter, or a file that is no text at all.
    static let headLength = 64 * 1024

    /// The file's first bytes.
    package private(set) var head: [UInt8] = []
    private var census = UTF8Census()
    private var length = 0

    /// Makes a detector that has seen nothing.
    package init() {}

    /// Whether `head` is all of the file.
    package var hasWholeFile: Bool { length == head.count }

    /// Takes the next bytes of the file.
    package mutating func add(_ bytes: ArraySlice<UInt8>) {
        head += bytes.prefix(Self.headLength - head.count)
        length += bytes.count
        census.add(bytes)
    }

    /// Decides, once all bytes were added.
    ///
    /// - Parameter declared: The encoding that the user names; nil where it is to be found out.
    /// - Returns: The encoding, and whether it is a guess, which the user should see.
    /// - Throws: What makes the file no text in an encoding that is known, or no text at all.
    package func encoding(
        declared: FileEncoding? = nil
    ) throws(CSVError.Kind) -> (encoding: FileEncoding, isGuess: Bool) {
        if let format = SpreadsheetFormat(head: head) { throw .spreadsheet(format) }
        let marked = ByteOrderMark.encoding(of: head)
        if let declared, let marked, !marked.isFamily(of: declared) {
            throw .contradictedEncoding(declared, mark: marked)
        }
        if let known = marked ?? declared ?? utf16WithoutMark { return (known, false) }
        return isUTF8 ? (.utf8, false) : (.windows1252, true)
    }

    /// A file with more characters in UTF-8 than mistakes is UTF-8 that was damaged: to read all of it as something else would
    /// garble what is right in it.
    private var isUTF8: Bool { census.mistakes == 0 || census.characters > census.mistakes }

    /// UTF-16 where every other byte is zero, as in text that is mostly ASCII; UTF-8 has no zeros at all.
    private var utf16WithoutMark: FileEncoding? {
        let pairs = head.count / 2
        let zeros = head.prefix(pairs * 2).enumerated().lazy.filter { $0.element == 0 }
        let even = zeros.count { $0.offset.isMultiple(of: 2) }
        let odd = zeros.count { !$0.offset.isMultiple(of: 2) }
        if pairs > 1, even == 0, odd * 2 > pairs { return .utf16(isBigEndian: false) }
        if pairs > 1, odd == 0, even * 2 > pairs { return .utf16(isBigEndian: true) }
        return nil
    }
}
