// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// The words that providers use for line types, in the project's vocabulary.
///
/// Compared without regard to case, spaces, `-` and `_`, because the same provider writes
/// `toll-free` and `toll free`. A word that is not known means ``LineType/unknown``, never a guess:
/// a filter that guessed would drop or text the wrong people.
enum LineTypeWords {
    private static let meanings: [String: LineType] = [
        "fixed": .fixedLine, "fixedline": .fixedLine, "landline": .fixedLine,
        "wireline": .fixedLine, "mobile": .mobile, "wireless": .mobile, "cell": .mobile,
        "prepaid": .mobile, "fixedlineormobile": .fixedLineOrMobile, "voip": .voip,
        "fixedvoip": .voip, "voipfixed": .voip, "nonfixedvoip": .voip, "virtual": .voip,
        "tollfree": .tollFree, "freephone": .tollFree, "landlinetollfree": .tollFree,
        "premium": .premiumRate, "premiumrate": .premiumRate, "landlinepremium": .premiumRate,
        "sharedcost": .sharedCost, "personal": .personalNumber, "personalnumber": .personalNumber,
        "pager": .pager, "uan": .uan, "voicemail": .voicemail,
    ]

    /// Gives the line type that a provider's word stands for; `unknown` for no word and for one
    /// that is not in the table.
    static func lineType(for word: String?) -> LineType {
        guard let word else { return .unknown }
        return meanings[folded(word)] ?? .unknown
    }

    /// A word as it is compared.
    static func folded(_ word: String) -> String {
        word.lowercased().filter { !" -_".contains($0) }
    }
}
