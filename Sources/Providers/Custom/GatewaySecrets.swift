// SPDX-License-Identifier: Apache-2.0

import HTTP

import struct Foundation.Data

/// The values of a configured gateway that must never be shown, even where it echoes them.
enum GatewaySecrets {
    /// Every variable's value, since any of them may be a credential, and the password: plain, and as requests write them.
    static func all(variables: [String: String], credentials: Credentials?) -> [String] {
        let values = variables.values + [credentials?.password].compactMap { $0 }
        let forms = values.flatMap { [$0, GatewayEscape.percent.apply($0), GatewayEscape.form.apply($0)] }
        let basic = credentials.map { Data("\($0.user):\($0.password)".utf8).base64EncodedString() }
        // The longest first: a short one within it would leave the rest of it to be read.
        return Set(forms + [basic].compactMap { $0 }).sorted { ($0.count, $0) > ($1.count, $1) }
    }
}
