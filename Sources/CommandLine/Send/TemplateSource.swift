// SPDX-License-Identifier: Apache-2.0

import Campaign
import SMSText

import struct Foundation.Data
import struct Foundation.URL

/// Where a template comes from, and how its mistakes are named.
struct TemplateSource {
    private let message: SendArguments.Message
    private let context: CommandContext

    init(_ message: SendArguments.Message, context: CommandContext) {
        self.message = message
        self.context = context
    }

    /// Reads and parses the template.
    func template() throws -> Template {
        try named { () throws(TemplateError) in try Template(parsing: text) }(try text())
    }

    private var name: String {
        switch message {
        case .templateFile(let path): path
        case .text: "--message"
        }
    }
}
