// SPDX-License-Identifier: Apache-2.0

/// Tells whether a host is this machine, whatever any name server says.
package enum LoopbackHost {
    /// True for `localhost`, which libcurl and systems answer by themselves (RFC 6761 §6.3), for
    /// 127.0.0.0/8 in four decimal numbers, and for `::1`, in a URL's brackets or without.
    ///
    /// Other spellings of such an address (`127.1`, `0x7f.0.0.1`) are read in more than one way,
    /// and some ask name servers for what is below `localhost`: neither counts.
    package static func contains(_ host: String) -> Bool {
        let name = host.lowercased()
        if ["localhost", "::1", "[::1]"].contains(name) { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy(isDecimalByte)
    }

    /// Whether it is a number from 0 to 255 in its only decimal spelling: some take `010` for 8.
    private static func isDecimalByte(_ text: Substring) -> Bool {
        UInt8(text).map(String.init) == String(text)
    }
}
