// SPDX-License-Identifier: Apache-2.0

import Commands
import Foundation
import Manual
import TerminalKit

// Prints one of the files that `scripts/install` puts beside the program: `write-manual bash`,
// `write-manual man 2026-05-01`.
let words = Array(ProcessInfo.processInfo.arguments.dropFirst())
guard let file = ManualFile(words) else {
    FileHandle.standardError.write(Data((ManualFile.usage + "\n").utf8))
    exit(2)
}
try FileHandle.standardOutput.write(contentsOf: Data(file.text(.current).utf8))
