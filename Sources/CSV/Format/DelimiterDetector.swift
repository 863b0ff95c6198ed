// SPDX-License-Identifier: Apache-2.0

/// Finds out what stands between the fields of a file, from its first rows.
///
/// The header decides what comes into question: a delimiter that does not occur there, outside of quotes, is none. Of several the
/// one wins by which most rows are as wide as the header. A file of one column has none.
struct DelimiterDetector {
    /// In this order where nothing else tells two of them apart.
    private static let candidates = Array(",;\t|".utf8)
    private static let rowLimit = 500

    /// A file's first bytes in UTF-8.
    let sample: [UInt8]
    /// Whether they are all of it; otherwise the last row is not looked at.
    let isWhole: Bool

    /// The delimiter; a comma where there is none.
    var delimiter: UInt8 {
        let fits = Self.candidates.map(fit).filter { $0.columns > 1 && $0.share > 0 }
        let best = fits.dropFirst().reduce(fits.first) { best, next in
            best.map { $0.isWorse(than: next) ? next : $0 }
        }
        return best?.delimiter ?? .comma
    }

    private func fit(of delimiter: UInt8) -> DelimiterFit {
        var reader = CSVReader(MemoryByteSource(sample), name: "", dialect: CSVDialect(delimiter: delimiter))
        var fit = DelimiterFit(delimiter: delimiter)
        var last: CSVRecord?
        do throws(CSVError) {
            while fit.rows < Self.rowLimit, let record = try reader.next() {
                if let last { fit.add(last) }
                last = record.isBlank ? nil : record
            }
            if isWhole || fit.rows == 0, let last { fit.add(last) }
        } catch {
            if let last { fit.add(last) }
            // A sample may end within quotes.
            fit.isBroken = isWhole || error.kind != .unclosedQuote
        }
        return fit
    }
}
