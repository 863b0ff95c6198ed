// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Lists
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
    /// The list's phone columns where it has several: a row's next cell is tried where one cannot
    /// be used.
    package var phoneColumns: [Int] = []
    /// The list's column of countries; `nil` where it has none.
    package var regionColumn: Int?
    /// Which numbers are looked up.
    package var lookup: LookupSettings.Mode
    /// Regions whose numbers get a message; `nil` for all.
    package var allowedRegions: Set<Region>?
    /// What numbers begin with that the numbering plan does not know yet.
    package var acceptedPrefixes: Set<NumberPrefix>
    /// The people on suppression lists.
    package var suppression = Suppression()
    /// The rows that the run is about; `nil` for all.
    package var selection: Selection?
    /// The column that says who agreed to be texted; `nil` where none is asked.
    package var consent: ConsentRule?
    /// When messages may go out; `nil`: at any time.
    package var sendWindow: SendWindow?
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
    /// What becomes of several rows with one number.
    package var duplicates: DuplicateRows
    /// The numbers with several texts, where these go out as one message.
    package var households = Households()
    /// Whether numbers that a spreadsheet broke are repaired.
    package var repairsNumbers: Bool
    /// The regions whose numbers are known to be in the list.
    package var expectedRegions: ExpectedRegions
    /// The verdict on those who are behind the limit of a run.
    package var beyondLimit = Verdict.pending(.limit, "left out by the limit of this run")

    /// Makes the rules of a configuration for one list and template.
    package init(
        settings: Settings, template: BoundTemplate, width: Int, repairsNumbers: Bool = true,
        plan: NumberingPlan = .bundled
    ) {
        self.repairsNumbers = repairsNumbers
        expectedRegions = ExpectedRegions().adding(settings.allowedRegions)
        self.plan = plan
        self.template = template
        self.width = width
        duplicates = settings.duplicates
        defaultRegion = settings.defaultRegion
        lookup = settings.lookupMode
        allowedRegions = settings.allowedRegions
        acceptedPrefixes = settings.acceptedPrefixes
        skipLineTypes = settings.skipLineTypes
        unknownLineType = settings.unknownLineType
        maxSegments = settings.message.maxSegments
        smartEncoding = settings.message.smartEncoding
        senderName = settings.senderNaming.nameInText
        self.template.emptyWords = EmptyWords(settings.message.emptyWords)
    }

    /// The columns by which rows are left out.
    var columnsInUse: Set<Int> {
        (selection?.columns ?? []).union([consent?.column].compactMap { $0 })
    }

    /// Writes the message to a recipient as it would be sent.
    package func message(to recipient: Recipient) -> Rendering {
        let rendering = template.render { recipient.cells[$0] }
        guard smartEncoding, case .text(let text) = rendering else { return rendering }
        return .text(SmartEncoding.encoded(text))
    }

    /// Writes the message to a number as it would be sent to a recipient: their own text, or those
    /// of all who share the number.
    func message(to recipient: Recipient, at number: PhoneNumber) -> Rendering {
        let own = message(to: recipient)
        guard duplicates == .join, case .text(let text) = own,
            let joined = households.text(for: number, with: text)
        else { return own }
        return .text(joined)
    }

    /// The rules for a list of which it is known who shares a number, where their texts go out as
    /// one message.
    ///
    /// - Throws: what reading the list throws.
    func knowingHouseholds(of list: RecipientList) throws -> Rules {
        guard duplicates == .join else { return self }
        var rules = self
        rules.households = try Households(of: list) { recipient in
            let reading = usable(recipient)
            guard reading.refusal == nil, reading.exclusion == nil, let number = reading.number,
                case .text(let text) = message(to: recipient), !text.allSatisfy(\.isWhitespace)
            else { return nil }
            return (number, text)
        }
        return rules
    }

    /// Why a number of a region gets no message; `nil` where it gets one.
    package func objection(to region: Region?) -> Verdict? {
        guard let allowedRegions, region.map(allowedRegions.contains) != true else { return nil }
        let place = region.map { "belongs to \($0)" } ?? "belongs to no region"
        return .skipped(
            .regionNotAllowed, "the number \(place), which “allowedRegions” does not name")
    }

    /// Why a number with such a line gets no message; `nil` where it gets one, or where a lookup is
    /// to tell first.
    ///
    /// An unknown line type is decided only once a lookup has been asked: the numbering plan alone
    /// says nothing. Where a lookup names no type either, what the plan knows still holds.
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

    /// Why a number whose lookup failed for good gets no message although the configuration would
    /// send to it.
    ///
    /// The failure says nothing about the line, so what the numbering plan knows still holds.
    package func objection(afterFailedLookup planned: LineType) -> Verdict? {
        guard skipLineTypes.contains(planned) else { return nil }
        return .skipped(
            .skipping(planned), Self.explanation(of: LineKnowledge(type: planned, source: .plan)))
    }

    private func objection(withoutType planned: LineType) -> Verdict? {
        if let known = objection(afterFailedLookup: planned) { return known }
        guard unknownLineType == .skip || skipLineTypes.contains(.unknown) else { return nil }
        return .skipped(
            .unknownLineType, "the lookup named no line type, and “unknownLineType” is “skip”")
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
        case .plan:
            "the numbering plan says that this is a \(kind) number, where no message can arrive"
        case .cache: "an earlier lookup said that this is a \(kind) number"
        case .lookup: "the lookup says that this is a \(kind) number"
        }
    }
}

/// What a recipient's phone cell turned out to be.
package struct NumberReading: Sendable, Hashable {
    package let recipient: Recipient
    /// The number, also of a recipient that is refused, where one could be read.
    package let number: PhoneNumber?
    /// The region and the line type by the numbering plan.
    package let planned: Classification?
    /// Why the recipient cannot be sent a message, whatever else is known; `nil` where nothing
    /// speaks against it so far.
    package let refusal: Verdict?
    /// What was repaired about the number; `nil` where it is the one that is written.
    package let repair: Repair?
    /// Why the row is not among those to be texted, whatever its number is; `nil` where it is.
    package var exclusion: Verdict?
}

extension Rules {
    /// The first phone of a row that gets messages by the numbering plan, else its first one.
    private func usable(_ recipient: Recipient) -> NumberReading {
        let first = read(recipient)
        return ([first] + otherPhones(of: recipient)).first { reading in
            guard reading.refusal == nil, let type = reading.planned?.lineType else { return false }
            return objection(to: LineKnowledge(type: type, source: .plan), planned: type) == nil
        } ?? first
    }

    /// Reads the phone cells that are tried after the first one; nearly always there are none.
    package func otherPhones(of recipient: Recipient) -> [NumberReading] {
        guard phoneColumns.count > 1, recipient.cells.count == width else { return [] }
        return phoneColumns.dropFirst().map { read(recipient.using(phoneColumn: $0)) }
    }

    /// The numbers in all phone cells of a row.
    func numbers(of recipient: Recipient) -> [PhoneNumber] {
        ([read(recipient)] + otherPhones(of: recipient)).compactMap(\.number)
    }

    package func read(_ recipient: Recipient) -> NumberReading {
        guard recipient.cells.count == width else {
            return refused(recipient, because: .badRow, wrongWidth(of: recipient))
        }
        var reading = readPhone(of: recipient)
        reading.exclusion =
            selection?.objection(to: recipient.cells) ?? consent?.objection(to: recipient.cells)
        return reading
    }

    private func readPhone(of recipient: Recipient) -> NumberReading {
        guard recipient.region == .unknown else {
            return read(recipient, in: recipient.region.region(or: defaultRegion))
        }
        // What needs no country needs no word for it.
        let reading = read(recipient, in: nil)
        guard reading.planned?.isValid != true, recipient.phone.contains(where: \.isNumber) else {
            return reading
        }
        let word = regionColumn.map { recipient.cells[$0].trimmed } ?? ""
        return refused(recipient, because: .invalidNumber, Self.noCountry(word))
    }

    private static func noCountry(_ word: String) -> String {
        "the row's country is “\(word.prefix(40))”, which is no country with phone numbers; write "
            + "its ISO code, its name or its calling code, or write the number with +"
    }

    /// Reads a recipient's number as one of a region, unless it has a country code.
    private func read(_ recipient: Recipient, in region: Region?) -> NumberReading {
        let several = SeveralNumbers(plan: plan, defaultRegion: region)
        if several.areIn(recipient.phone) {
            return refused(recipient, because: .invalidNumber, Self.twoNumbers)
        }
        if recipient.phone.allSatisfy(\.isWhitespace) {
            return refused(recipient, because: .invalidNumber, "the phone cell is empty")
        }
        // A row that names its country has no number from abroad without a +.
        let reader = CellReader(
            plan: plan, defaultRegion: region, repairs: repairsNumbers,
            expecting: region == defaultRegion ? expectedRegions : nil)
        return switch reader.read(recipient.phone, besides: recipient.cells) {
        case .number(let parsed): reading(of: parsed, recipient)
        case .repaired(let repair): reading(of: repair, recipient)
        case .refused(let why, let number):
            refused(recipient, because: .invalidNumber, why, number: number)
        }
    }

    private func wrongWidth(of recipient: Recipient) -> String {
        let count = recipient.cells.count
        let surplus = recipient.cells.dropFirst(width)
        let problem =
            "the row has \(count) \(count == 1 ? "cell" : "cells") where the header has \(width)"
        return surplus.isEmpty ? problem : "\(problem); too many: \(Self.excerpt(of: surplus))"
    }

    /// Cells for which the report has no column, shortened to what a sentence can hold.
    private static func excerpt(of cells: ArraySlice<String>) -> String {
        let shown = cells.prefix(3).map { $0.count > 40 ? "“\($0.prefix(40))…”" : "“\($0)”" }
        return (shown + (cells.count > 3 ? ["…"] : [])).joined(separator: ", ")
    }

    private static let twoNumbers =
        "the cell holds more than one number; keep the one that is meant"

    private func reading(of parsed: ParsedNumber, _ recipient: Recipient) -> NumberReading {
        if let digits = parsed.phoneExtension,
            SeveralNumbers(plan: plan, defaultRegion: defaultRegion).isNumber(extension: digits)
        {
            return refused(recipient, because: .invalidNumber, Self.twoNumbers)
        }
        let planned = plan.classify(parsed.number)
        var refusal: Verdict?
        if let digits = parsed.phoneExtension {
            refusal = .skipped(
                .phoneExtension,
                "the number has the extension \(digits): a switchboard, not a handset")
        } else if !planned.isValid {
            if isAccepted(parsed.number) {
                return accepted(parsed.number, planned: planned, recipient)
            }
            refusal = .skipped(.invalidNumber, plan.explanation(of: parsed.number))
        }
        return NumberReading(
            recipient: recipient, number: parsed.number, planned: planned, refusal: refusal,
            repair: nil)
    }

    /// Whether the user says of a number that the numbering plan does not know it yet.
    ///
    /// How many digits it has is never a matter of the plan's age.
    private func isAccepted(_ number: PhoneNumber) -> Bool {
        !acceptedPrefixes.isEmpty && plan.problem(with: number)?.kind == .noNumberRange
            && acceptedPrefixes.contains { $0.begins(number) }
    }

    /// A number that the numbering plan does not know yet; where its country code is that of the
    /// default region, it counts as one of that region.
    private func accepted(
        _ number: PhoneNumber, planned: Classification, _ recipient: Recipient
    ) -> NumberReading {
        let isHome = defaultRegion.flatMap(plan.countryCode) == number.countryCode
        let region = planned.region ?? (isHome ? defaultRegion : nil)
        return NumberReading(
            recipient: recipient, number: number,
            planned: Classification(accepting: number, in: region), refusal: nil, repair: nil)
    }

    private func reading(of repair: Repair, _ recipient: Recipient) -> NumberReading {
        let planned = plan.classify(repair.number)
        return NumberReading(
            recipient: recipient, number: repair.number, planned: planned, refusal: nil,
            repair: repair)
    }

    private func refused(
        _ recipient: Recipient, because reason: Reason, _ detail: String, number: PhoneNumber? = nil
    ) -> NumberReading {
        NumberReading(
            recipient: recipient, number: number, planned: number.map(plan.classify),
            refusal: .skipped(reason, detail), repair: nil)
    }
}
