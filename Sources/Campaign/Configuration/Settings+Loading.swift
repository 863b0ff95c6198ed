// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Settings {
    /// Where the configuration is looked for unless the user says otherwise.
    package static let defaultFile = "config.json"

    /// Loads a configuration file.
    ///
    /// - Parameters:
    ///   - file: The path as the user gave it.
    ///   - workingDirectory: The absolute path that a relative `file` belongs to.
    ///   - environment: The variables that `${NAME}` may name.
    /// - Returns: The settings, with absolute paths.
    /// - Throws: What is wrong with the file; its absence too.
    package static func load(
        _ file: String,
        workingDirectory: String,
        environment: [String: String]
    ) throws(ConfigurationError) -> Settings {
        let url = URL(filePath: file, relativeTo: URL(filePath: workingDirectory, directoryHint: .isDirectory))
        let directory = url.absoluteURL.deletingLastPathComponent().standardized.path(percentEncoded: false)
        let bytes = try read(url.absoluteURL.path(percentEncoded: false), file: file)
        return try Settings(parsing: bytes, file: file, directory: directory, environment: environment)
    }

    /// The bytes of a configuration file.
    static func read(_ path: String, file: String) throws(ConfigurationError) -> [UInt8] {
        do throws(SmallFile.Problem) {
            return try SmallFile.bytes(of: path)
        } catch {
            switch error {
            case .missing: throw ConfigurationError(file: file, problem: .missingFile)
            case .unreadable(let reason): throw ConfigurationError(file: file, problem: .unreadable(reason))
            }
        }
    }
}
