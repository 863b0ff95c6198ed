// SPDX-License-Identifier: Apache-2.0

import Commands
import Foundation
import TerminalKit

// A reader who closes the pipe (`sms-campaign report … | head`) must not end a campaign: writing
// then fails, and is left.
signal(SIGPIPE, SIG_IGN)
// Neither must a limit on the size of files: writing then fails like on a full disk, and is
// reported.
signal(SIGXFSZ, SIG_IGN)
// The memory holds credentials and numbers: a crash must not write it into a file.
CoreDumps.forbid()
// A stream that was closed before the start must not become the number of a file that is opened
// later.
StandardConsole.fillClosedStreams()

let context = CommandContext(
    environment: ProcessInfo.processInfo.environment,
    workingDirectory: FileManager.default.currentDirectoryPath, console: StandardConsole())
let exitCode = await SMSCampaign.run(
    Array(ProcessInfo.processInfo.arguments.dropFirst()), in: context)
exit(exitCode.rawValue)
