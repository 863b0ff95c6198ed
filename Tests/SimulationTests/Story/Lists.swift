// SPDX-License-Identifier: Apache-2.0

import Campaign
import SMSText
import TestSupport

/// The recipient lists that all seeds share: written once, read by every run.
struct Lists: Sendable {
    /// Sizes small enough for thousands of seeds, and some larger ones.
    static let sizes = [1, 2, 3, 5, 8, 8, 12, 30]

    let lists: [RecipientList]
    private let folder: ScratchFolder

    init() throws {
        let folder = try ScratchFolder()
        self.folder = folder
        lists = try Self.sizes.enumerated().map { index, size in
            let name = "list\(index).csv"
            let lines = ["name,phone"] + (1...size).map { "Ann \($0),\(Self.phone($0))" }
            let path = try folder.write(lines.joined(separator: "\n") + "\n", to: name)
            return try RecipientList(ListInput(path: path, name: name))
        }
    }

    /// A mix of all that a list has: mobiles, lines of which only a lookup can tell, landlines, duplicates, nonsense.
    private static func phone(_ row: Int) -> String {
        switch row % 8 {
        case 0: "no phone"
        case 1, 2: "+447400\(123_000 + row)"
        case 3: "+1202555\(1000 + row * 10)"
        case 4: "(202) 555-\(1000 + row * 10 + 7)"
        case 5: "+442079460\(100 + row)"
        case 6: "+44 (7400) \(123_000 + row - 4)"
        default: "1-202-555-\(1000 + row * 10)"
        }
    }

    /// Whether a number of these lists is a landline in truth, whatever the numbering plan can tell.
    static func isLandline(_ number: String) -> Bool {
        number.hasPrefix("+4420") || (number.hasPrefix("+1") && number.hasSuffix("7"))
    }
}
