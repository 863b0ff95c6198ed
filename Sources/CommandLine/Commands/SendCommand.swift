// SPDX-License-Identifier: Apache-2.0

import Campaign

/// The command `send`: plan, ask, send, report; or, in a dry run, plan and report.
struct SendCommand: Command {
    let arguments: SendArguments

    func prepared(_ context: CommandContext) -> CommandContext {
        context.showing(arguments.quiet ? .none : ProgressMode(arguments.progress, in: context))
    }

    func run(in context: CommandContext) async throws -> ExitCode {
        let job = try SendJob(arguments, in: context)
        if let warning = GuessWarning(list: job.list).text { job.note(warning) }
        if let word = arguments.testNumber { return try await TestRun(job: job, to: word).run() }
        switch arguments.mode {
        case .preview(lookups: false): return try await PreviewRun(job: job).run()
        case .preview(lookups: true): return try await LookupPreviewRun(job: job).run()
        case .send: return try await SendRun(job: job).run()
        }
    }
}
