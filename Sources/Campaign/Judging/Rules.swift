// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers
package import SMSText

/// Who gets a message and who does not, as far as it can be said before a provider is asked.
package struct Rules: Sendable {
    /// The numbering plan that numbers are read with.
    package var plan: NumberingPlan
    /// The region of numbers written without a country code, or `nil`.
    package var defaultRegion: Region?
    /// The message, its placeholders tied to the list's columns.
    package var template: BoundTemplate
    /// How many columns the list has.
    package var width: Int
    /// Which numbers are looked up.
    package var lookup: LookupSettings.Mode
    /// Regions whose numbers get a message; `nil` for all.
    package var allowedRegions: Set<Region>?
    /// The people on suppression lists.
    package var suppression = Suppression()
    /// When messages may go out; `nil`: at any time.
    package var timetable: Timetable?
    /// Line types that get no message.
    package var skipLineTypes: Set<LineType>
    /// What becomes of a number whose lookup named no line type.
    package var unknownLineType: SendOrSkip
    /// The most segments a message may have.
    package var maxSegments: Int
    /// Whether typographic characters are replaced where that brings the whole text into GSM-7.
    package var smartEncoding: Bool
    /// The name of the sender that each text should have in it; `nil` where none is asked for.
    package var senderName: String?
    /// Whether numbers that a spreadsheet broke are repaired.
    package var repairsNumbers: Bool

    /// Makes the rules of a configuration for one list and template.
    package init(
        settings: Settings,
        template: BoundTemplate,
        width: Int,
        repairsNumbers: Bool = true,
        plan: NumberingPlan = .bundled
    ) {
        self.repairsNumbers = repairsNumbers
        self.plan = plan
        self.template = template
        self.width = width
        defaultRegion = settings.defaultRegion
        lookup = settings.lookupMode
        allowedRegions = settings.allowedRegions
        skipLineTypes = settings.skipLineTypes
        unknownLineType = settings.unknownLineType
        maxSegments = settings.message.maxSegments
        smartEncoding = settings.message.smartEncoding
        senderName = settings.senderNaming.nameInText
    }

    /// Writes the message to a recipient as it would be sent.
    package func message(to recipient: Recipient) -> Rendering {
        let rendering = template.render { recipient.cells[$0] }
        guard smartEncoding, case .text(let text) = rendering else { return rendering }
        return .text(SmartEncoding.encoded(text))
    }

    /// Why a number of a region gets no message; `nil` where it gets one.
    package func objection(to region: Region?) -> Verdict? {
        guard let allowedRegions, region.map(allowedRegions.contains) != true else { return nil }
        let place = region.map { "belongs to \($0)" } ?? "belongs to no region"
        return .skipped(.regionNotAllowed, "the number \(place), which “allowedRegions” does not name")
    }

    /// Why a number with such a line gets no message; `nil` where it gets one, or where a lookup is to tell first.
    ///
    /// An unknown line type is decided only once a lookup has been asked: the numbering plan alone says nothing. Where a lookup
    /// names no type either, what the plan knows still holds.
    ///
    /// - Parameters:
    ///   - line: what is known of the line.
    ///   - planned: the line type by the numbering plan.
    /// - Returns: the verdict that leaves the number out, or `nil`.
    package func objection(to line: LineKnowledge, planned: LineType) -> Verdict? {
        if needsLookup(line) { return nil }
        if line.type == .unknown, line.source != .plan { return objection(withoutType: planned) }
        guard skipLineTypes.contains(line.type) else { return nil }
        return .skipped(.skipping(line.type), Self.explanation(of: line))
    }

    /// Why a number whose lookup failed for good gets no message although the configuration would send to it.
    ///
    /// The failure says nothing about the line, so what the numbering plan knows still holds.
    package func objection(afterFailedLookup planned: LineType) -> Verdict? {
        guard skipLineTypes.contains(planned) else { return nil }
        return .skipped(.skipping(planned), Self.explanation(of: LineKnowledge(type: planned, source: .plan)))
    }

    private func objection(withoutType planned: LineType) -> Verdict? {
        if let objection = objection(afterFailedLookup: planned) { return objection }
        guard unknownLineType == .skip || skipLineTypes.contains(.unknown) else { return nil }
        return .skipped(.unknownLineType, "the lookup named no line type, and “unknownLineType” is “skip”")
    }

    /// Whether a number with such a line is looked up before it is decided on.
    package func needsLookup(_ line: LineKnowledge) -> Bool {
        switch lookup {
        case .never: false
        case .always: line.source == .plan
        case .auto: line.isAmbiguous
        }
    }

    private static func explanation(of line: LineKnowledge) -> String {
        let kind = line.type.rawValue.replacing("_", with: " ")
        return switch line.source {
        case .plan: "the numbering plan says that this is a \(kind) number, where no message can arrive"
        case .cache: "an earlier lookup said that this is a \(kind) number"
        case .lookup: "the lookup says that this is a \(kind) number"
        }
    }
}
