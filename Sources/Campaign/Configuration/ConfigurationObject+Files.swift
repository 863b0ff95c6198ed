// SPDX-License-Identifier: Apache-2.0

extension ConfigurationObject {
    /// Reads a list of files, their paths relative to the configuration; empty where the key is absent.
    func suppressionFiles(_ key: String) throws(ConfigurationError) -> [SuppressionFile] {
        var files: [SuppressionFile] = []
        for item in try list(key) ?? [] {
            guard case .string(let text) = item.value else {
                let problem = ConfigurationError.Problem.wrongKind(
                    expected: "a file's name in quotes",
                    found: item.kindInWords
                )
                throw context.error(problem, key: path(of: key), line: item.line)
            }
            let name = try context.expand(text, key: path(of: key), line: item.line)
            guard name.contains(where: { !$0.isWhitespace }) else {
                throw context.error(.unusable("the file's name is empty"), key: path(of: key), line: item.line)
            }
            files.append(SuppressionFile(name: name, path: context.absolute(name)))
        }
        return files
    }
}
