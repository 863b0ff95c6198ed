// SPDX-License-Identifier: Apache-2.0

/// What speaks against going on with a campaign: a second run that is not simply the first one resumed, or what the configuration rules out.
package enum Obstacle: Sendable, Hashable, CustomStringConvertible {
    /// The template is not the one that the campaign began with.
    case templateChanged(campaign: String)
    /// Numbers that were messaged already would get another text.
    case textsChanged(campaign: String, count: Int, first: String)
    /// The same list and template were sent under another name.
    case sentBefore(campaign: String, other: String)
    /// The campaign began with another provider entry.
    case providerChanged(campaign: String, before: String, now: String)
    /// Texts do not tell how to opt out, and the configuration asks for it.
    case optOutMissing(count: Int, first: String)
    /// The provider entry names another account than the one that the campaign's latest messages were handed to.
    case accountChanged(campaign: String, provider: String)

    package var description: String {
        switch self {
        case .templateChanged(let campaign):
            "the campaign “\(campaign)” began with another template; give this one its own name with --campaign NEW-NAME, "
                + "or use it for the rows that are left with --accept-new-template"
        case .textsChanged(let campaign, let count, let first):
            "\(count) \(count == 1 ? "number was" : "numbers were") messaged already in the campaign “\(campaign)” and would now get "
                + "a different text, \(first) first; give the new texts a campaign of their own with --campaign NEW-NAME, "
                + "or leave those numbers alone with --keep-earlier"
        case .sentBefore(let campaign, let other):
            "this list with this template was sent already, as the campaign “\(other)”; resume it with --campaign “\(other)”, "
                + "or send it once more as “\(campaign)”, on purpose, with --again"
        case .providerChanged(let campaign, let before, let now):
            "the campaign “\(campaign)” began with the provider entry “\(before)”, and the configuration now says “\(now)”; "
                + "go on with the new one with --accept-new-provider"
        case .optOutMissing(let count, let first):
            "\(count) \(count == 1 ? "message does" : "messages do") not tell how to opt out, \(first) first, "
                + "and “requireOptOutText” is true; end the text with “Reply STOP to opt out.” or the like"
        case .accountChanged(let campaign, let provider):
            "the campaign “\(campaign)” was sent with another account than the one that the provider entry “\(provider)” names now; "
                + "go on with the new one with --accept-new-provider"
        }
    }
}
