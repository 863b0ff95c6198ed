// SPDX-License-Identifier: Apache-2.0

// The harness of `scripts/fuzz-texts template`. It is compiled into one module with
// Sources/SMSText, so that all of it is instrumented.

/// Reads one input: a template and, after a zero byte, the one value that all its columns have.
///
/// Traps if a call does, if a mistake has no place, or if a text is not in the form that is counted
/// and sent.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplate(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
    let source = String(decoding: bytes[..<end], as: UTF8.self)
    let value = String(decoding: bytes[end...].dropFirst(), as: UTF8.self)
    do throws(TemplateError) {
        let template = try Template(parsing: source)
        let headers = template.columns
        let bound = try template.bound(to: headers)
        check(bound.render { _ in value }, headers)
        _ = try? template.bound(to: [value, source])
    } catch {
        precondition(!error.description.isEmpty)
        precondition(error.kind == .empty || error.line.map { $0 > 0 } == true && error.column.map { $0 > 0 } == true)
    }
    return 0
}

private func check(_ rendering: Rendering, _ headers: [String]) {
    switch rendering {
    case .missingValue(let column): precondition(headers.contains(column), "\(column) is no column")
    case .text(let text):
        precondition(!text.utf8.contains(0x0D), "a CR is left")
        precondition(text.precomposed.unicodeScalars.elementsEqual(text.unicodeScalars), "not precomposed")
    }
}
