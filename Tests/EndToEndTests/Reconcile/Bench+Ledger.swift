// SPDX-License-Identifier: Apache-2.0

import SQLite
import TestSupport

extension Bench {
    /// Makes what is unconfirmed an hour older, in place of waiting for it.
    func ageUnconfirmed(in ledger: String) throws {
        let database = try Database(path: folder.file(ledger))
        let earlier = "strftime('%Y-%m-%dT%H:%M:%fZ', %@, '-1 hour')"
        let columns = ["intended_at", "updated_at"].map {
            "\($0) = \(earlier.replacing("%@", with: $0))"
        }
        try database.execute(
            "UPDATE messages SET \(columns.joined(separator: ", ")) WHERE state = 'unconfirmed'"
        )
    }
}
