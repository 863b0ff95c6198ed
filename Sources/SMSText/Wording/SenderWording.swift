// SPDX-License-Identifier: Apache-2.0

/// Finds out whether a text names its sender, in capitals or small letters.
package struct SenderWording: Sendable, Hashable {
    private let name: [UInt8]

    /// Looks for a name.
    package init(name: String) {
        self.name = Array(name.precomposed.lowercased().utf8)
    }

    /// Whether a message has the name in it; an empty name is in every one.
    package func isIn(_ text: String) -> Bool {
        let text = Array(text.precomposed.lowercased().utf8)
        guard let first = name.first else { return true }
        guard text.count >= name.count else { return false }
        return (0...(text.count - name.count)).contains { start in
            text[start] == first && text[start..<(start + name.count)].elementsEqual(name)
        }
    }
}
