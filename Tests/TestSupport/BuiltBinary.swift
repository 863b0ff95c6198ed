// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The program as it was built, to be run as users run it.
package struct BuiltBinary: Sendable {
    /// There is no program beside the tests.
    package struct Missing: Error, CustomStringConvertible {
        /// Where it was looked for.
        package let places: [String]

        /// A sentence that names the places.
        package var description: String {
            "no program at \(places.joined(separator: " or ")); build it first"
        }
    }

    /// The program's file.
    package let path: String

    /// Takes a program at a path.
    package init(path: String) {
        self.path = path
    }

    /// Finds `sms-campaign` beside the test bundle, where the build puts both.
    package static func find() throws -> BuiltBinary {
        let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map(
            \.bundlePath
        )
        let places = (bundles + CommandLine.arguments.prefix(1)).map {
            URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent(
                "sms-campaign"
            ).path
        }
        guard let path = places.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            throw Missing(places: places)
        }
        return BuiltBinary(path: path)
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: The words of the command line.
    ///   - environment: Added to the few variables that a program needs to run at all.
    ///   - input: What comes through its standard input, a pipe; nil is `/dev/null`.
    ///   - directory: Its working directory; nil is that of the tests.
    ///   - limit: After this time it is killed.
    /// - Returns: How it ended and what it wrote. An exit status other than 0 is no error.
    /// - Throws: Where it could not be started.
    package func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String? = nil,
        directory: String? = nil,
        limit: Duration = .seconds(60)
    ) async throws -> FinishedRun {
        let running = try start(
            arguments,
            environment: environment,
            input: input,
            directory: directory,
            limit: limit
        )
        return await running.finish()
    }

    /// Starts the program; the parameters are those of
    /// ``run(_:environment:input:directory:limit:)``.
    package func start(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String? = nil,
        directory: String? = nil,
        limit: Duration = .seconds(60)
    ) throws -> RunningBinary {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        var variables = Self.inherited
        if let directory {
            process.currentDirectoryURL = URL(fileURLWithPath: directory)
            // What the program remembers of its ledgers is the test's own.
            variables["XDG_STATE_HOME"] = directory + "/.state"
        }
        process.environment = variables.merging(environment) { $1 }
        return try RunningBinary(process, input: input, limit: limit)
    }

    /// What every program needs, and what coverage and the sanitizers are steered by; no proxies.
    private static let inherited: [String: String] = {
        let names = [
            "PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "LLVM_PROFILE_FILE", "TSAN_OPTIONS",
            "ASAN_OPTIONS",
        ]
        return ProcessInfo.processInfo.environment.filter { names.contains($0.key) }
    }()
}
