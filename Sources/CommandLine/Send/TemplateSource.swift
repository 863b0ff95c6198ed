// SPDX-License-Identifier: Apache-2.0

import Campaign
import SMSText

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
        let text = try self.text()
        do throws(TemplateError) {
            return try Template(parsing: text)
        } catch {
            throw failure(error)
        }
    }

    /// Ties the template's placeholders to the list's columns.
    func bind(_ template: Template, to list: RecipientList) throws(CommandFailure) -> BoundTemplate {
        do throws(TemplateError) {
            return try template.bound(to: list.templateColumns)
        } catch {
            throw failure(error)
        }
    }

    private func text() throws(CommandFailure) -> String {
        switch message {
        case .text(let text): return text
        case .templateFile(let path):
            guard let text = String(validating: try bytes(path), as: UTF8.self) else {
                throw CommandFailure("\(path): the template is not valid UTF-8; save it as UTF-8")
            }
            return text
        }
    }

    private func bytes(_ path: String) throws(CommandFailure) -> [UInt8] {
        do {
            return try SmallFile.bytes(of: context.absolute(path))
        } catch {
            throw CommandFailure("\(path): \(error)")
        }
    }

    private func failure(_ error: TemplateError) -> CommandFailure {
        let place = error.line.flatMap { line in error.column.map { ":\(line):\($0)" } } ?? ""
        return CommandFailure("\(name)\(place): \(error.kind)")
    }

    private var name: String {
        switch message {
        case .templateFile(let path): path
        case .text: "--message"
        }
    }
}
