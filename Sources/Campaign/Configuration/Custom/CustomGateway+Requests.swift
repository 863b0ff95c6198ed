// SPDX-License-Identifier: Apache-2.0

import Providers

extension CustomGateway {
    /// The gateway's requests with the keys of their sections.
    var requests: [(section: String, request: GatewayRequest)] {
        [("send", send?.request), ("lookup", lookup?.request), ("status", status?.request)]
            .compactMap { section, request in request.map { (section, $0) } }
    }

    /// The names of the environment variables in the requests.
    var variables: [String] {
        requests.flatMap { $0.request.parts.flatMap(\.template.variables) }
    }
}
