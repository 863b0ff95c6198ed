// SPDX-License-Identifier: Apache-2.0

/// What every part of the configuration needs to know besides its own text.
struct ConfigurationContext: Sendable {
    /// The file as the user named it.
    var file: String
    /// The absolute path of its folder.
    var directory: String
    /// The variables that `${NAME}` may name.
    var environment: [String: String]

    /// Makes an error for a place in this file.
    func error(_ problem: ConfigurationError.Problem, key: String, line: Int? = nil) -> ConfigurationError {
        ConfigurationError(file: file, line: line, key: key, problem: problem)
    }

    /// Makes a path absolute, against the configuration's folder.
    func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : directory + (directory.hasSuffix("/") ? "" : "/") + path
    }

    /// Replaces every `${NAME}` by the variable's value; what it puts in is not looked through again.
    ///
    /// A `$` that begins no `${` stands for itself.
    func expand(_ text: String, key: String, line: Int?) throws(ConfigurationError) -> String {
        var result = ""
        var rest = text[...]
        while let opening = rest.firstRange(of: "${") {
            result += rest[..<opening.lowerBound]
            guard let closing = rest[opening.upperBound...].firstIndex(of: "}") else {
                throw error(.unusable("${ is opened and never closed; write ${NAME}"), key: key, line: line)
            }
            let name = String(rest[opening.upperBound..<closing])
            guard let value = environment[name], !name.isEmpty else {
                throw error(
                    name.isEmpty ? .unusable("${} names no variable") : .unsetVariable(name),
                    key: key,
                    line: line
                )
            }
            result += value
            rest = rest[rest.index(after: closing)...]
        }
        return result + rest
    }
}
