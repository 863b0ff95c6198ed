// SPDX-License-Identifier: Apache-2.0

/// The header lines of an answer as they come in.
struct ResponseHead: Sendable, Hashable {
    /// More than this many bytes of header are refused.
    static let largest = 256 << 10

    /// The fields of the last answer: those of an interim one (1xx) are dropped when the next begins.
    private(set) var headers: [HTTPHeader] = []

    /// Whether the empty line after the fields has come; libcurl is content without when the connection ends before.
    private(set) var isComplete = false

    private var size = 0

    /// Takes one line, its line end included; false when the head grows too large.
    mutating func take(line: some Collection<UInt8>) -> Bool {
        size += line.count
        guard size <= Self.largest else { return false }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            headers.removeAll()
            isComplete = false
        } else if text == "\r\n" || text == "\n" {
            isComplete = true
        } else if let header = Self.header(in: text) {
            headers.append(header)
        }
        return true
    }

    private static func header(in line: String) -> HTTPHeader? {
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = trimmed(line.utf8[..<colon])
        guard !name.isEmpty else { return nil }
        return HTTPHeader(name, trimmed(line.utf8[line.utf8.index(after: colon)...]))
    }

    /// The text without white space at its ends.
    private static func trimmed(_ text: Substring.UTF8View) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        var rest = text.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return String(Substring(rest))
    }
}
