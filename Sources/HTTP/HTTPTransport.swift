// SPDX-License-Identifier: Apache-2.0

/// Something that carries a request to a server and brings the answer back.
package protocol HTTPTransport: Sendable {
    /// Sends the request once and returns the answer, whatever its status.
    ///
    /// An implementation never repeats a POST and never follows a redirect.
    ///
    /// - Throws: ``TransportFailure`` where there is no whole answer; when the task is cancelled, of the kind `cancelled`.
    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse
}
