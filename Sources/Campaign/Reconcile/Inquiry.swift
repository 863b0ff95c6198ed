// SPDX-License-Identifier: Apache-2.0

/// How a question to the provider ended.
package enum Inquiry<Answer: Sendable>: Sendable {
    /// The provider answered.
    case answered(Answer)
    /// There was no usable answer, for this reason.
    case failed(String)
    /// The run ended first.
    case leftOver
}
