// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign
import PhoneNumbers

/// The command `lookup`: what the numbering plan, and unless `--offline` the provider, say of some numbers.
struct LookupCommand: Command {
    let arguments: LookupArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        guard arguments.offline else {
            return try await PaidLookups(arguments: arguments, context: context).run(numbers())
        }
        let (region, repairs) = (arguments.region, arguments.repairs)
        var printer = AnswerPrinter(console: context.console, json: arguments.json)
        try forEachNumber { printer.write(NumberAnswer($0, region: region, repairs: repairs)) }
        printer.flush()
        return .done
    }

    private func numbers() throws -> [String] {
        var numbers: [String] = []
        try forEachNumber { numbers.append($0) }
        return numbers
    }

    private func forEachNumber(_ body: (String) -> Void) throws(CommandFailure) {
        switch arguments.numbers {
        case .given(let numbers): numbers.forEach(body)
        case .standardInput:
            var lines = InputLines(FileByteSource(takingOver: 0))
            do throws(ReadFailure) {
                while let line = try lines.next() { body(line) }
            } catch {
                throw CommandFailure(
                    "standard input cannot be read: \(error); give the numbers as arguments or through a pipe"
                )
            }
        }
    }
}
