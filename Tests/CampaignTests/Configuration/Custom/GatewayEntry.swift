// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists

/// Short ways to configurations with a gateway in them.
enum GatewayEntry {
    static let send = "send: { url: 'https://gw.example/sms?to={{to}}', body: '{{text}}' }"
    static let lookup = "lookup: { url: 'https://gw.example/l/{{to}}', lineType: 'type' }"
    static let status = "status: { url: 'https://gw.example/s/{{id}}', state: 'state' }"

    /// Reads a configuration whose chosen entry has these members, one a line from line 4 on.
    static func settings(
        _ members: String...,
        more: String = "",
        environment: [String: String] = [:]
    ) throws(ConfigurationError) -> Settings {
        let text = """
            { provider: 'mine', from: '+12025550100',
              \(more)
              providers: { mine: { type: 'custom',
            \(members.joined(separator: ",\n"))
            } } }
            """
        return try Settings(
            parsing: Array(text.utf8),
            file: "c",
            directory: "/srv",
            environment: environment
        )
    }
}
