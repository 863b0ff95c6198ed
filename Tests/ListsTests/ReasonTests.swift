// SPDX-License-Identifier: Apache-2.0

import Lists
import PhoneNumbers
import Testing

@Suite struct ReasonTests {
    /// The words of the contract's table, and `lookup_needed` of the dry run.
    private static let contract = """
        invalid_number extension bad_row duplicate suppressed opted_out unknown_line_type
        lookup_failed missing_value too_long empty_message region_not_allowed expired
        too_soon not_selected no_consent rejected timed_out connection_lost server_error
        bad_response crashed
        quiet_hours interrupted stopped capped limit unreachable rate_limited lookup_needed
        mobile fixed_line fixed_line_or_mobile voip toll_free premium_rate shared_cost
        personal_number pager uan voicemail
        """

    @Test func `there is a reason for each word of the contract, and no other`() {
        #expect(
            Set(Reason.allWords)
                == Set(Self.contract.split(whereSeparator: \.isWhitespace).map(String.init))
        )
        #expect(Set(Reason.allWords).count == Reason.allWords.count)
    }

    @Test(arguments: Reason.allWords)
    func `a word that is read back is the same`(word: String) throws {
        let reason = try #require(Reason(word: word))
        #expect(reason.word == word && Reason(word: reason.word) == reason)
    }

    @Test(arguments: ["", "Limit", "invalid number", "landline"])
    func `other words are no reasons`(word: String) {
        #expect(Reason(word: word) == nil)
    }

    @Test(arguments: LineType.allCases)
    func `a line type that is left out is its own reason`(type: LineType) {
        #expect(
            Reason.skipping(type).word == (type == .unknown ? "unknown_line_type" : type.rawValue)
        )
    }
}
