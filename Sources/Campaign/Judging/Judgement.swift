// SPDX-License-Identifier: Apache-2.0

/// What is said of a recipient before anything is asked or sent.
package enum Judgement: Sendable, Hashable {
    /// Nothing speaks against a message.
    case candidate(Candidate)
    /// No message in this run; the row says why.
    case dropped(ReportRow)
    /// An earlier run of the campaign has settled the number.
    ///
    /// `textChanged` tells that the recipient would now get a different text than the one that was handed over.
    case settled(ReportRow, textChanged: Bool)
}
