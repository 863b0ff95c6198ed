// SPDX-License-Identifier: Apache-2.0

extension CSVFormat {
    /// Finds out how a file is written.
    ///
    /// - Parameters:
    ///   - detector: A detector that was given all of the file.
    ///   - encoding: The encoding that the user names; nil where it is to be found out.
    ///   - delimiter: The delimiter that the user names; nil where it is to be found out.
    /// - Throws: What makes the file none that can be read.
    package init(
        of detector: EncodingDetector,
        encoding: FileEncoding? = nil,
        delimiter: UInt8? = nil
    ) throws(CSVError.Kind) {
        (self.encoding, isGuess) = try detector.encoding(declared: encoding)
        let sample = Self.decoded(detector.head, self.encoding)
        let named = SeparatorLine.delimiter(in: sample)
        hasSeparatorLine = named != nil
        self.delimiter =
            delimiter ?? named ?? DelimiterDetector(sample: sample, isWhole: detector.hasWholeFile).delimiter
    }

    private static func decoded(_ head: [UInt8], _ encoding: FileEncoding) -> [UInt8] {
        guard var decoder = TextDecoder(encoding) else { return head }
        var text: [UInt8] = []
        decoder.decode(head[...], into: &text)
        return text
    }
}

extension CSVReader {
    /// Makes a reader of a file whose format is known; nothing is read yet.
    ///
    /// - Parameters:
    ///   - source: The file's bytes.
    ///   - name: How errors call the file.
    ///   - format: How the file is written.
    package init<Base>(_ source: Base, name: String, format: CSVFormat) where Source == DecodedSource<Base> {
        self.init(
            DecodedSource(source, encoding: format.encoding),
            name: name,
            dialect: CSVDialect(delimiter: format.delimiter)
        )
        encoding = format.encoding
        skipsFirstRow = format.hasSeparatorLine
    }
}
