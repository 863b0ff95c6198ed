// SPDX-License-Identifier: Apache-2.0

import CSV

/// Reads a whole text as CSV; the source gives it in pieces of `chunk` bytes.
func rows(of text: String, chunk: Int = .max) throws(CSVError) -> [[String]] {
    try rows(of: Array(text.utf8), chunk: chunk)
}

/// Reads all bytes as CSV; the source gives them in pieces of `chunk` bytes.
func rows(of bytes: [UInt8], chunk: Int = .max) throws(CSVError) -> [[String]] {
    try records(of: bytes, chunk: chunk).map(\.fields)
}

/// Reads all bytes as records.
func records(of bytes: [UInt8], chunk: Int = .max) throws(CSVError) -> [CSVRecord] {
    var reader = CSVReader(MemoryByteSource(bytes, chunk: chunk), name: "people.csv")
    var records: [CSVRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
}

/// The error that reading the bytes ends with.
func failure(of bytes: [UInt8], chunk: Int = .max) -> CSVError? {
    do {
        _ = try records(of: bytes, chunk: chunk)
        return nil
    } catch {
        return error
    }
}
