// SPDX-License-Identifier: Apache-2.0

import Campaign

/// All that a command may know of the outside world.
package struct CommandContext: Sendable {
    /// The environment's variables.
    package var environment: [String: String]
    /// The absolute path that relative paths belong to.
    package var workingDirectory: String
    /// Where text goes to and answers come from.
    package var console: any Console

    /// Makes a context.
    package init(environment: [String: String], workingDirectory: String, console: any Console) {
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.console = console
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
