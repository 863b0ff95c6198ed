// SPDX-License-Identifier: Apache-2.0

/// Tells texts that shout: filters of spam look for them, and so do people.
package enum CapitalLetters {
    /// A text with fewer letters than these is too short to judge.
    private static let fewest = 20
    /// From this share of capitals on, in percent, a text shouts.
    private static let share = 70

    /// Whether nearly all letters of a text are capitals.
    package static func prevail(in text: String) -> Bool {
        var capitals = 0
        var letters = 0
        for scalar in text.unicodeScalars {
            guard let capital = isCapital(scalar) else { continue }
            letters += 1
            if capital { capitals += 1 }
        }
        return letters >= fewest && capitals * 100 >= letters * share
    }

    /// Nil for what has no case.
    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool? {
        switch scalar {
        case "a"..."z": false
        case "A"..."Z": true
        default:
            if scalar.isASCII {
                nil
            } else if scalar.properties.isUppercase {
                true
            } else {
                scalar.properties.isLowercase ? false : nil
            }
        }
    }
}

/// Finds links of shorteners that everybody shares: carriers filter messages with them, for
/// spammers share them too.
package enum LinkShortener {
    /// The host of the first such link in a message; nil where there is none.
    package static func host(in text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "/")) else { return nil }
        var host: [UInt8] = []
        for byte in text.utf8 {
            if let small = hostByte(byte) {
                host.append(small)
            } else {
                if byte == UInt8(ascii: "/"), let name = known(host) { return name }
                host.removeAll(keepingCapacity: true)
            }
        }
        return nil
    }

    private static func known(_ host: [UInt8]) -> String? {
        guard (4...20).contains(host.count) else { return nil }
        let name = String(decoding: host, as: UTF8.self)
        let bare = name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
        return hosts.contains(bare) ? bare : nil
    }

    /// A byte of a host's name in small letters; nil for what ends one.
    private static func hostByte(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "-"):
            byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: nil
        }
    }

    private static let hosts: Set<String> = [
        "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "tiny.cc", "t.co", "goo.gl", "ow.ly", "is.gd",
        "v.gd", "buff.ly", "rb.gy", "cutt.ly", "t.ly", "shorturl.at", "shorturl.gg", "rebrand.ly",
        "lnkd.in", "adf.ly", "bl.ink", "bit.do", "s.id", "soo.gd", "snip.ly", "dlvr.it", "trib.al",
        "clck.ru", "x.co", "u.to", "urlz.fr", "shorter.me", "1url.com",
    ]
}

/// Finds out whether a text names its sender, in capitals or small letters.
package struct SenderWording: Sendable, Hashable {
    private let name: [UInt8]

    package init(name: String) { self.name = Array(name.precomposed.lowercased().utf8) }

    /// Whether a message has the name in it; an empty name is in every one.
    package func isIn(_ text: String) -> Bool {
        let text = Array(text.precomposed.lowercased().utf8)
        guard let first = name.first else { return true }
        guard text.count >= name.count else { return false }
        return (0...(text.count - name.count)).contains { start in
            text[start] == first && text[start..<(start + name.count)].elementsEqual(name)
        }
    }
}
