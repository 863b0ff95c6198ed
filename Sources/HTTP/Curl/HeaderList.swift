// SPDX-License-Identifier: Apache-2.0

import CCurl

/// The header lines of a request as a linked list of libcurl's, which must outlive the request.
final class HeaderList {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    /// Makes the list; nil where there is no memory for it.
    init?(for request: HTTPRequest) {
        for line in Self.lines(for: request) {
            guard let longer = curl_slist_append(first, line) else { return nil }
            first = longer
        }
    }

    deinit {
        curl_slist_free_all(first)
    }

    /// The lines in libcurl's own notation, where `Name;` sends an empty field and `Name:` none at all.
    static func lines(for request: HTTPRequest) -> [String] {
        var lines = request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        // Waiting for "100 Continue" would cost a second with servers that do not know it.
        lines.append("Expect:")
        if request.method == .post, request.headers.first(named: "Content-Type") == nil {
            // libcurl would claim that the body is a form.
            lines.append("Content-Type:")
        }
        return lines
    }
}
