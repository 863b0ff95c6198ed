// SPDX-License-Identifier: Apache-2.0

import Campaign
package import HTTP

package import struct Foundation.Date
package import struct Foundation.TimeZone

/// All that a command may know of the outside world.
package struct CommandContext: Sendable {
    /// The environment's variables.
    package var environment: [String: String]
    /// The absolute path that relative paths belong to.
    package var workingDirectory: String
    /// Where text goes to and answers come from.
    package var console: any Console
    /// The clocks: that on the wall, and the one that runs are paced by and quiet hours are waited for.
    package var time: any Timekeeper = SystemTime()
    /// The time zone in which a person reads the clock.
    package var timeZone = TimeZone.current
    /// Makes the way to a provider; called only where requests are about to be made.
    package var transport: @Sendable (CurlTransport.Configuration) -> CurlTransport = {
        CurlTransport(configuration: $0)
    }
    /// What shows progress, where the command shows any: then it is the console, too.
    package private(set) var progress: ProgressConsole?

    /// What the clock on the wall shows.
    package var now: Date { time.date }

    /// Makes a context.
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
        path.hasPrefix("/") ? path : workingDirectory + (workingDirectory.hasSuffix("/") ? "" : "/") + path
    }

    /// Reads a configuration.
    func settings(from file: String) throws(ConfigurationError) -> Settings {
        try Settings.load(file, workingDirectory: workingDirectory, environment: environment)
    }

    /// Whether text on a stream may have colour: on a terminal, unless `NO_COLOR` is set to anything (https://no-color.org).
    package func hasColour(on stream: ConsoleStream) -> Bool {
        console.isTerminal(stream) && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }
}
