// SPDX-License-Identifier: Apache-2.0

// The harness of `scripts/fuzz-texts segments`. It is compiled into one module with
// Sources/SMSText, so that all of it is instrumented.

/// Reads one input: a text in any bytes.
///
/// Traps if a call does, if no filling of segments can be meant, or if smart encoding does more or
/// less than it says.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSegments(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let size = SegmentCount(of: text)
    check(size)
    let smart = SmartEncoding.encoded(text)
    let smartSize = SegmentCount(of: smart)
    precondition(smartSize.segments <= size.segments, "smart encoding costs segments")
    let isKept = smart.unicodeScalars.elementsEqual(text.precomposed.unicodeScalars)
    precondition(isKept || size.encoding == .ucs2 && smartSize.encoding == .gsm7, "a text is replaced for nothing")
    precondition(SmartEncoding.encoded(smart).unicodeScalars.elementsEqual(smart.unicodeScalars), "not settled")
    let saving = SmartEncoding.saving(in: text, of: size)
    precondition(saving?.segments ?? 0 == size.segments - smartSize.segments, "the saving is another one")
    precondition(saving?.characters.isEmpty != true)
    return 0
}

/// A segment of many is full but for one unit at most.
private func check(_ size: SegmentCount) {
    let each = size.encoding.unitsInEachOfMany
    switch size.segments {
    case 0: precondition(size.units == 0)
    case 1: precondition((1...size.encoding.unitsInOneSegment).contains(size.units))
    default:
        precondition(size.units > size.encoding.unitsInOneSegment && size.units <= size.segments * each)
        precondition(size.units > (size.segments - 1) * (each - 1), "more segments than the text can fill")
    }
}
