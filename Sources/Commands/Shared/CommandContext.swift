// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
package import HTTP
import Configuration
import Lists
package import Pacing
package import TerminalKit

package import struct Foundation.Date
package import struct Foundation.TimeZone
package import struct Foundation.URL

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// All that a command may know of the outside world.
package struct CommandContext: Sendable {
    /// The environment's variables.
    package var environment: [String: String]
    /// The absolute path that relative paths belong to.
    package var workingDirectory: String
    /// Where text goes to and answers come from.
    package var console: any Console
    /// The clocks: that on the wall, and the one that runs are paced by and quiet hours are waited
    /// for.
    package var time: any Timekeeper = SystemTime()
    /// The time zone in which a person reads the clock.
    package var timeZone = TimeZone.current
    /// Makes the way to a provider; called only where requests are about to be made.
    package var transport: @Sendable (CurlTransport.Configuration) -> CurlTransport = {
        CurlTransport(configuration: $0)
    }
    /// What shows progress, where the command shows any: then it is the console, too.
    private(set) var progress: ProgressConsole?

    /// What the clock on the wall shows.
    package var now: Date { time.date }

    package init(environment: [String: String], workingDirectory: String, console: any Console) {
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.console = console
    }

    /// The same world with a console that shows progress.
    ///
    /// With `NO_COLOR` the live line has no bar, as little as on a terminal that draws none.
    func showing(_ mode: ProgressMode) -> CommandContext {
        guard mode != .none else { return self }
        let hasBar = environment["NO_COLOR", default: ""].isEmpty
        let progress = ProgressConsole(console, mode: mode, hasBar: hasBar)
        var context = self
        (context.console, context.progress) = (progress, progress)
        return context
    }

    /// Makes a path absolute, against the working directory.
    package func absolute(_ path: String) -> String {
        path.hasPrefix("/")
            ? path : workingDirectory + (workingDirectory.hasSuffix("/") ? "" : "/") + path
    }

    /// Whether standard error can draw a line over and over.
    package var canDraw: Bool { console.isTerminal(.error) && environment["TERM"] != "dumb" }

    /// Reads a configuration.
    func settings(from file: String) throws(ConfigurationError) -> Settings {
        try Settings.load(file, workingDirectory: workingDirectory, environment: environment)
    }

    /// Whether text on a stream may have colour: on a terminal, unless `NO_COLOR` is set to
    /// anything (https://no-color.org).
    package func hasColour(on stream: ConsoleStream) -> Bool {
        console.isTerminal(stream) && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM"] != "dumb"
    }
}

/// Which file a path means, however it is written: by the file itself where there is one, else by
/// its folder and name.
struct FileIdentity: Hashable {
    private enum Key: Hashable {
        case file(device: UInt64, number: UInt64)
        case place(String)
    }

    private let key: Key

    /// Finds out which file a path means; links are followed.
    ///
    /// - Parameter path: an absolute path.
    init(_ path: String) {
        var status = stat()
        if stat(path, &status) == 0 {
            key = .file(
                device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
        } else {
            let url = URL(filePath: path)
            let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
                .standardizedFileURL
            key = .place(
                folder.appending(component: url.lastPathComponent).path(percentEncoded: false))
        }
    }
}

/// A question that only the user may answer.
package struct Question: Sendable {
    private let text: String

    /// Makes a question; it should end with what will happen, and needs no `[y/N]`.
    package init(_ text: String) { self.text = text }

    /// Asks until the answer is yes or no; an empty answer and the end of input are no.
    ///
    /// - Parameter context: Whose terminal is asked.
    /// - Returns: Whether the user said yes.
    /// - Throws: A failure that names `--yes` where nobody can be asked.
    package func ask(in context: CommandContext) throws(CommandFailure) -> Bool {
        guard context.console.isTerminal(.input) else {
            throw CommandFailure(
                "standard input is not a terminal, so nobody can be asked; add --yes to go on "
                    + "without a question")
        }
        return try SignalWatch.suspended { answer(in: context) }
    }

    private func answer(in context: CommandContext) -> Bool {
        while true {
            context.console.write(text + " [y/N] ", to: .error)
            switch context.console.readLine()?.lowercased() {
            case "y", "yes": return true
            case nil, "", "n", "no": return false
            default: context.console.writeLine("please answer yes or no", to: .error)
            }
        }
    }
}

/// Takes file names apart, as text.
enum FileName {
    /// The part after the last slash.
    static func last(_ path: String) -> String { String(path[nameStart(path)...]) }

    /// The path without the extension of its last part; a leading dot begins no extension.
    static func withoutExtension(_ path: String) -> String {
        let start = nameStart(path)
        guard let dot = path[start...].lastIndex(of: "."), dot != start else { return path }
        return String(path[..<dot])
    }

    private static func nameStart(_ path: String) -> String.Index {
        path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    }
}
