// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger
import PhoneNumbers
import Spelling

/// What the word behind `--forget` means.
enum ForgetTarget: Sendable, Equatable {
    case campaign(CampaignOverview)
    case number(PhoneNumber)

    /// Finds out what a word means: a campaign of that very name, else a number in any spelling.
    ///
    /// - Throws: that it is neither, with the campaign that may be meant.
    init(_ word: String, among campaigns: [CampaignOverview], defaultRegion: Region?) throws(CommandFailure) {
        if let campaign = campaigns.first(where: { $0.campaign.details.name == word }) {
            self = .campaign(campaign)
            return
        }
        do {
            self = .number(try NumberWord(defaultRegion: defaultRegion).read(word))
        } catch {
            let names = campaigns.map(\.campaign.details.name)
            throw CommandFailure(Self.explanation(of: word, names, error.description))
        }
    }

    private static func explanation(of word: String, _ names: [String], _ mistake: String) -> String {
        let shown = Printable.text(word)
        let hint =
            Spelling.nearest(to: word, in: names).map { "did you mean “\(Printable.text($0))”?" }
            ?? "'\(SMSCampaign.program) campaigns' lists them"
        guard isLikeNumber(word) else { return "--forget: there is no campaign “\(shown)”; \(hint)" }
        return "--forget: “\(shown)” is no phone number (\(mistake)), and there is no campaign of that name; \(hint)"
    }

    /// Whether a word seems to be meant as a number: digits, and no letters.
    private static func isLikeNumber(_ word: String) -> Bool {
        word.contains(where: \.isNumber) && !word.contains(where: \.isLetter)
    }
}
