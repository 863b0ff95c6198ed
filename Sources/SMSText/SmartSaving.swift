// SPDX-License-Identifier: Apache-2.0

/// Tells what smart encoding would spare one message.
public struct SmartSaving: Sendable, Hashable {
    /// How many segments fewer the message would take, at least 1.
    public let segments: Int
    /// The characters that make the message UCS-2, each once, in the order of their code points.
    public let characters: [Unicode.Scalar]
}
