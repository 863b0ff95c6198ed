// SPDX-License-Identifier: Apache-2.0

/// Finds links of shorteners that everybody shares: carriers filter messages with them, for spammers share them too.
package enum LinkShortener {
    /// Finds the first such link.
    ///
    /// - Parameter text: A message.
    /// - Returns: The shortener's host; nil where there is none.
    package static func host(in text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "/")) else { return nil }
        var host: [UInt8] = []
        for byte in text.utf8 {
            if let small = hostByte(byte) {
                host.append(small)
            } else {
                if byte == UInt8(ascii: "/"), let known = known(host) { return known }
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
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
            UInt8(ascii: "-"):
            byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: nil
        }
    }

    private static let hosts: Set<String> = [
        "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "tiny.cc", "t.co", "goo.gl", "ow.ly", "is.gd", "v.gd", "buff.ly",
        "rb.gy", "cutt.ly", "t.ly", "shorturl.at", "shorturl.gg", "rebrand.ly", "lnkd.in", "adf.ly", "bl.ink", "bit.do",
        "s.id", "soo.gd", "snip.ly", "dlvr.it", "trib.al", "clck.ru", "x.co", "u.to", "urlz.fr", "shorter.me",
        "1url.com",
    ]
}
