// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing

/// Runs a test with a transport and shuts it down at the end.
func withTransport<Value>(
    _ configuration: CurlTransport.Configuration = CurlTransport.Configuration(
        userAgent: "sms-campaign/test"
    ),
    _ body: (CurlTransport) async throws -> Value
) async throws -> Value {
    let transport = CurlTransport(configuration: configuration)
    do {
        let value = try await body(transport)
        await transport.shutDown()
        return value
    } catch {
        await transport.shutDown()
        throw error
    }
}

extension HTTPTransport {
    /// The status of the answer; nil when there was none.
    func status(of request: HTTPRequest) async -> Int? {
        do throws(TransportFailure) {
            return try await send(request).status
        } catch {
            return nil
        }
    }

    /// The failure of a request; nil when there was an answer.
    func failure(of request: HTTPRequest) async -> TransportFailure? {
        do throws(TransportFailure) {
            _ = try await send(request)
            return nil
        } catch {
            return error
        }
    }
}

extension HTTPRequest {
    /// A GET with a short time-out.
    static func get(_ url: String, timeout: Duration = .seconds(10)) -> HTTPRequest {
        HTTPRequest(method: .get, url: url, timeout: timeout)
    }

    /// A POST of text with a short time-out.
    static func post(_ url: String, _ text: String, timeout: Duration = .seconds(10)) -> HTTPRequest
    {
        let header = HTTPHeader("Content-Type", "text/plain")
        return HTTPRequest(
            method: .post,
            url: url,
            headers: [header],
            body: Array(text.utf8),
            timeout: timeout
        )
    }
}
