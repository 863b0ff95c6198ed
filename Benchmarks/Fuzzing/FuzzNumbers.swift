// SPDX-License-Identifier: Apache-2.0

// The harness of `scripts/fuzz-numbers`. It is compiled into one module with Sources/PhoneNumbers,
// so that all of it is instrumented.

/// Reads one input: two bytes of default region, then a text in any bytes.
///
/// Traps if a call does, or if what was read does not survive being written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNumbers(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let region = Region(rawValue: String(decoding: bytes.prefix(2), as: UTF8.self))
    let text = String(decoding: bytes.dropFirst(2), as: UTF8.self)
    let plan = NumberingPlan.bundled
    guard let parsed = try? plan.parse(text, defaultRegion: region) else { return 0 }
    let facts = plan.facts(about: parsed.number)
    precondition(
        PhoneNumber(e164: parsed.number.e164) == parsed.number,
        "\(parsed.number.e164) is not read as it was written"
    )
    precondition(
        facts.isValid == (facts.problem == nil) && facts.isValid == (facts.lineType != nil)
    )
    for format in NumberFormat.allCases {
        precondition(plan.format(parsed, as: format).utf8.count >= 2)
    }
    precondition(parsed.phoneExtension.map { !$0.isEmpty && $0.unicodeScalars.count <= 20 } ?? true)
    let plain = try? PlainNumber(text).map {
        try NumberReader(home: RegionPlan(region)).resolve($0.digits, hasPlus: $0.hasPlus)
    }
    let written = try? WrittenNumber(text)
    let slow = try? written.map {
        try NumberReader(home: RegionPlan(region)).resolve($0.digits, hasPlus: $0.hasPlus)
    }
    precondition(plain == nil || plain == slow, "the quick and the thorough reader differ")
    return 0
}
