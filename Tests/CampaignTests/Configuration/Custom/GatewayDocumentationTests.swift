// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Foundation
import Providers
import Testing

/// The examples that people copy.
@Suite struct GatewayDocumentationTests {
    private func examples() throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../../docs/custom-gateway.md").standardized
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.split(separator: "```jsonc\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    @Test func `every example of the documentation is read, and makes an account`() throws {
        let examples = try examples()
        #expect(examples.count == 3)
        for text in examples {
            let settings = try Settings(
                parsing: Array(text.utf8),
                file: "c",
                directory: "/",
                environment: [:]
            )
            let environment = ["KANNEL_PASSWORD": "a", "GW_TOKEN": "b", "GW_KEY": "c"]
            let account = try settings.account(environment: environment)
            #expect(account.variables.count == 1)
            #expect(account.provider(timeout: .seconds(1)) != nil)
        }
    }
}
