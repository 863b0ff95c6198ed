// SPDX-License-Identifier: Apache-2.0

/// Remembers the accepted messages.
protocol MessageLog: Sendable {
    /// Adds a message.
    func append(_ message: StoredMessage) throws(MessageLogError)

    /// Returns the message with an id.
    func message(_ uuid: String) throws(MessageLogError) -> StoredMessage?

    /// Returns the messages that are asked for, the newest first.
    func messages(_ query: MessageQuery) throws(MessageLogError) -> [StoredMessage]
}
