// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger
import PhoneNumbers

extension OptOut {
    /// Who reported it: a provider entry, `user`, or `import` with the file's name.
    var sourceWords: String {
        switch source {
        case .user: "user"
        case .provider: Printable.text(provider ?? "")
        case .list: "import " + Printable.text(file ?? "")
        }
    }

    /// The opt-out as `opt-outs list --json` shows it.
    var json: JSONText {
        .object([
            ("number", .string(number.e164)), ("source", .string(source.rawValue)),
            ("provider", provider.map(JSONText.string) ?? .null), ("file", file.map(JSONText.string) ?? .null),
            ("at", .string(Timestamp.text(date))),
        ])
    }
}
