// SPDX-License-Identifier: Apache-2.0

/// What a report's page asks of a configuration: no credentials, so that none of the environment's variables need be set.
package struct ConfigurationOutline: Sendable, Hashable {
    /// How messages are sent.
    package let send: SendSettings
    /// The types of the provider entries by their names.
    package let types: [String: String]

    /// Reads a configuration file, its section `send` and the names of its providers alone.
    ///
    /// - Parameters:
    ///   - path: The file's absolute path.
    ///   - file: The file as the user named it, for messages.
    /// - Throws: What is wrong with the file; its absence too.
    package init(path: String, file: String) throws(ConfigurationError) {
        let bytes = try Settings.read(path, file: file)
        let context = ConfigurationContext(file: file, directory: "/", environment: [:])
        let root = try ConfigurationObject(try Settings.parse(bytes, file: file), path: "", context: context)
        send = try SendSettings(reading: try root.object("send"))
        types = Self.types(try root.object("providers"))
    }

    /// An entry that is not understood has no type here; `send` says what is wrong with it when it is used.
    private static func types(_ entries: ConfigurationObject?) -> [String: String] {
        guard let entries else { return [:] }
        let pairs = entries.keys.map { name in
            (name, (try? entries.object(name)?.rawString("type")) ?? name)
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
