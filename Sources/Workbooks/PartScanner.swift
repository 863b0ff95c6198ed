// SPDX-License-Identifier: Apache-2.0

/// Takes the XML of a workbook's parts apart, piece by piece, in memory that does not grow with it.
///
/// It reads what spreadsheets write: UTF-8, elements, attributes, text, CDATA, comments, and the
/// entities that XML itself has. A document type is refused: nobody writes one into a workbook but
/// to make entities that grow. Namespaces are left out of names.
struct PartScanner<Source: PartSource> {
    enum Token {
        case start
        case end
        case text
        /// The part has ended.
        case finished
    }

    /// No tag and no text of a cell is longer.
    private static var longest: Int { 4 << 20 }
    private static var deepest: Int { 256 }

    /// The text between tags, when that was asked for.
    private(set) var text: [UInt8] = []
    /// Whether text is given out; it is left out otherwise.
    var wantsText = false

    private var source: Source
    private var buffer = [UInt8](repeating: 0, count: 128 * 1024)
    private var position = 0
    private var limit = 0
    private var tag: [UInt8] = []
    private var nameStart = 0
    private var nameEnd = 0
    private var endsItself = false
    private var depth = 0
    private var isFirst = true

    init(_ source: Source) { self.source = source }

    /// Reads on to the next tag or text.
    mutating func next() throws(WorkbookError.Problem) -> Token {
        if endsItself {
            endsItself = false
            depth -= 1
            return .end
        }
        while true {
            guard try fill() else {
                guard depth == 0, !isFirst else { throw .broken("a part ends too early") }
                return .finished
            }
            if buffer[position] != UInt8(ascii: "<") {
                if try readText() { return .text }
                continue
            }
            position += 1
            try readTag()
            switch tag.first {
            case UInt8(ascii: "?"): continue
            case UInt8(ascii: "!"):
                if try readDeclaration() { return .text }
            case UInt8(ascii: "/"):
                name(from: 1)
                depth -= 1
                guard depth >= 0 else { throw .broken("a tag ends that never began") }
                return .end
            default:
                isFirst = false
                name(from: 0)
                depth += 1
                guard depth <= Self.deepest else { throw .broken("its tags lie too deep") }
                endsItself = tag.last == UInt8(ascii: "/")
                return .start
            }
        }
    }

    /// Whether the tag has a name, without its namespace.
    func isNamed(_ name: StaticString) -> Bool {
        name.utf8CodeUnitCount == nameEnd - nameStart
            && name.withUTF8Buffer { tag[nameStart..<nameEnd].elementsEqual($0) }
    }

    /// The value of an attribute, without its namespace; nil where the tag has none.
    func attribute(_ name: StaticString) -> String? {
        guard let value = rawAttribute(name) else { return nil }
        guard value.contains(UInt8(ascii: "&")) else {
            return String(decoding: value, as: UTF8.self)
        }
        var decoded: [UInt8] = []
        XMLText.append(value, to: &decoded)
        return String(decoding: decoded, as: UTF8.self)
    }

    /// An attribute's value as it stands in the tag.
    func rawAttribute(_ name: StaticString) -> ArraySlice<UInt8>? {
        var place = nameEnd
        while let equals = tag[place...].firstIndex(of: UInt8(ascii: "=")) {
            var nameEnd = equals
            while nameEnd > place, XMLText.isSpace(tag[nameEnd - 1]) { nameEnd -= 1 }
            var start = nameEnd
            while start > place, !Self.beginsName(behind: tag[start - 1]) { start -= 1 }
            var quote = equals + 1
            while quote < tag.count, XMLText.isSpace(tag[quote]) { quote += 1 }
            guard quote < tag.count, tag[quote] == 0x22 || tag[quote] == 0x27,
                let end = tag[(quote + 1)...].firstIndex(of: tag[quote])
            else { return nil }
            let isNamed = name.withUTF8Buffer { tag[start..<nameEnd].elementsEqual($0) }
            if isNamed { return tag[(quote + 1)..<end] }
            place = end + 1
        }
        return nil
    }

    private static func beginsName(behind byte: UInt8) -> Bool {
        XMLText.isSpace(byte) || byte == UInt8(ascii: ":")
    }

    /// Passes the element whose start was read, with all in it.
    mutating func skip() throws(WorkbookError.Problem) {
        var open = 1
        let wanted = wantsText
        wantsText = false
        while open > 0 {
            switch try next() {
            case .start: open += 1
            case .end: open -= 1
            case .text: break
            case .finished: throw .broken("a part ends too early")
            }
        }
        wantsText = wanted
    }

    private mutating func name(from start: Int) {
        var end = start
        nameStart = start
        while end < tag.count, !XMLText.isSpace(tag[end]), tag[end] != UInt8(ascii: "/") {
            if tag[end] == UInt8(ascii: ":") { nameStart = end + 1 }
            end += 1
        }
        nameEnd = end
    }

    private mutating func fill() throws(WorkbookError.Problem) -> Bool {
        if position < limit { return true }
        let isBeginning = limit == 0
        (position, limit) = (0, try source.read(into: &buffer))
        if isBeginning, limit > 1, buffer[0] >= 0xFE { throw .broken("its parts are in UTF-16") }
        if isBeginning, buffer[..<limit].starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        return position < limit
    }

    /// Reads up to the next tag; whether there is text that was asked for.
    private mutating func readText() throws(WorkbookError.Problem) -> Bool {
        var raw: [UInt8] = []
        while try fill(), buffer[position] != UInt8(ascii: "<") {
            let end = buffer[position..<limit].firstIndex(of: UInt8(ascii: "<")) ?? limit
            if wantsText { raw += buffer[position..<end] }
            position = end
            guard raw.count <= Self.longest else { throw .tooLarge("a cell of more than 4 MiB") }
        }
        // Outside of all elements stand a byte order mark and line ends, and nothing else.
        guard wantsText, depth > 0 else { return false }
        text.removeAll(keepingCapacity: true)
        XMLText.append(raw[...], to: &text)
        return true
    }

    /// Reads a tag without its brackets; a `>` in quotes is none of its ends.
    private mutating func readTag() throws(WorkbookError.Problem) {
        tag.removeAll(keepingCapacity: true)
        var quote: UInt8 = 0
        while try fill() {
            var end = position
            while end < limit {
                let byte = buffer[end]
                if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == UInt8(ascii: ">") {
                    break
                } else if byte == 0x22 || byte == 0x27, tag.first != UInt8(ascii: "!") {
                    quote = byte
                }
                end += 1
            }
            tag += buffer[position..<end]
            position = end
            guard tag.count <= Self.longest else { throw .tooLarge("a tag of more than 4 MiB") }
            if position < limit {
                position += 1
                if isWhole { return }
                tag.append(UInt8(ascii: ">"))
            }
        }
        throw .broken("a part ends within a tag")
    }

    /// Comments and CDATA end with more than a bracket.
    private var isWhole: Bool {
        if tag.starts(with: "!--".utf8) {
            return tag.count >= 5 && tag.suffix(2).elementsEqual("--".utf8)
        }
        if tag.starts(with: "![CDATA[".utf8) { return tag.suffix(2).elementsEqual("]]".utf8) }
        if tag.first == UInt8(ascii: "?") { return tag.last == UInt8(ascii: "?") }
        return true
    }

    /// Whether the declaration is text that was asked for.
    private mutating func readDeclaration() throws(WorkbookError.Problem) -> Bool {
        if tag.starts(with: "!--".utf8) { return false }
        guard tag.starts(with: "![CDATA[".utf8) else { throw .broken("it has a document type") }
        guard wantsText else { return false }
        text = Array(tag.dropFirst(8).dropLast(2))
        return true
    }
}

/// The text of XML: its entities, and its line ends, which are all line feeds.
enum XMLText {
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Appends what a text means.
    static func append(_ raw: ArraySlice<UInt8>, to output: inout [UInt8]) {
        guard raw.contains(where: { $0 == UInt8(ascii: "&") || $0 == 0x0D }) else {
            output += raw
            return
        }
        var index = raw.startIndex
        while index < raw.endIndex {
            let byte = raw[index]
            if byte == UInt8(ascii: "&"), let end = raw[index...].prefix(12).firstIndex(of: 0x3B),
                let meant = scalar(named: raw[(index + 1)..<end])
            {
                output += Array(String(Character(meant)).utf8)
                index = end + 1
                continue
            }
            if byte == 0x0D {
                let endsPair = index + 1 < raw.endIndex && raw[index + 1] == 0x0A
                if !endsPair { output.append(0x0A) }
            } else {
                output.append(byte)
            }
            index += 1
        }
    }

    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    private static func scalar(named name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let text = String(decoding: name, as: UTF8.self)
        guard text.hasPrefix("#") else { return entities[text] }
        let digits = text.dropFirst(text.hasPrefix("#x") ? 2 : 1)
        return UInt32(digits, radix: text.hasPrefix("#x") ? 16 : 10).flatMap(Unicode.Scalar.init)
    }
}
