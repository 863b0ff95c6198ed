// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Whether there is a line break or another control character in it.
    var hasControlCharacters: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
