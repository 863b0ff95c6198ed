// SPDX-License-Identifier: Apache-2.0

import Basics

// The harness of `scripts/fuzz-csv`. It is compiled into one module with Sources/CSV, so that all
// of it is instrumented.

/// Reads one input: a byte for the size of the pieces, then a file of any bytes.
///
/// Traps if reading does, if the rows depend on how the bytes arrive, or if they do not survive
/// being written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let chunk = Int(input.first ?? 0) % 7 + 1
    let bytes = Array(input.dropFirst())
    var detector = EncodingDetector()
    detector.add(bytes[...])
    guard let format = try? CSVFormat(of: detector) else { return 0 }
    let whole = read(bytes, format, chunk: .max)
    precondition(whole == read(bytes, format, chunk: chunk), "the rows depend on how the bytes arrive")
    guard case .success(let rows) = whole else { return 0 }
    var writer = CSVWriter()
    for row in rows { writer.append(row: row) }
    let again = read(writer.takeBytes(), CSVFormat(), chunk: .max)
    precondition(again == whole, "what is written is not what is read")
    for cell in rows.joined() {
        let safe = SpreadsheetCell.protected(CSVWriter.spreadsheetSafe(cell))
        precondition(SpreadsheetCell.original(cell) != cell || SpreadsheetCell.original(safe) == cell)
    }
    return 0
}

private func read(_ bytes: [UInt8], _ format: CSVFormat, chunk: Int) -> Result<[[String]], CSVError> {
    Result { () throws(CSVError) in
        var reader = CSVReader(MemoryByteSource(bytes, chunk: chunk), name: "fuzz.csv", format: format)
        var rows: [[String]] = []
        while let record = try reader.next() { rows.append(record.fields) }
        return rows
    }
}
