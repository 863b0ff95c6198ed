// SPDX-License-Identifier: Apache-2.0

/// Says which bytes have a meaning in a CSV file.
package struct CSVDialect: Sendable, Equatable {
    /// The comma of RFC 4180.
    package static let standard = CSVDialect(delimiter: .comma)

    /// What stands between two fields.
    package let delimiter: UInt8

    /// Which bytes a scan stops at: bit 0 outside quotes, bit 1 inside.
    let classes: [UInt8]

    static let outside: UInt8 = 1
    static let inside: UInt8 = 2

    /// Makes a dialect.
    ///
    /// - Parameter delimiter: What stands between two fields: an ASCII byte other than a quote, a
    ///   line end or NUL.
    package init(delimiter: UInt8) {
        self.delimiter = delimiter
        var classes = [UInt8](repeating: 0, count: 256)
        classes[Int(delimiter)] = Self.outside
        for byte in [UInt8.nul, .lineFeed, .carriageReturn, .quote] {
            classes[Int(byte)] = Self.outside | Self.inside
        }
        self.classes = classes
    }

    /// Tells whether a byte can stand between two fields.
    package static func canDelimit(_ byte: UInt8) -> Bool {
        byte < 0x80 && ![.nul, .lineFeed, .carriageReturn, .quote].contains(byte)
    }
}

extension UInt8 {
    static let nul: UInt8 = 0x00
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let comma: UInt8 = 0x2C
}
