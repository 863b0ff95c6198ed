// SPDX-License-Identifier: Apache-2.0

import Locking

/// A log that ends with the process.
final class MemoryMessageLog: MessageLog {
    private let stored = Guarded<[StoredMessage]>([])

    func append(_ message: StoredMessage) {
        stored.withLock { $0.append(message) }
    }

    func message(_ uuid: String) -> StoredMessage? {
        stored.withLock { stored in stored.first { $0.uuid == uuid } }
    }

    func messages(_ query: MessageQuery) -> [StoredMessage] {
        stored.withLock { $0.reversed().filter(query.matches) }
    }
}
