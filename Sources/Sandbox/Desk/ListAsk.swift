// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Date
import LoopbackServer

/// The parameters of a list request.
struct ListAsk: Hashable, Sendable {
    /// How many messages a page has: 1 to 20.
    private(set) var limit = 20
    /// How many messages come before the page.
    private(set) var offset = 0
    /// `outbound` or `inbound`; nil is both.
    private(set) var direction: String?
    /// A `message_state`; nil is any.
    private(set) var state: String?
    /// Which messages.
    private(set) var messages = MessageQuery()

    /// Reads the parameters; nil where one has no meaning.
    init?(_ query: [ServerField]) {
        for field in query {
            guard take(field.name, field.value) else { return nil }
        }
    }

    private mutating func take(_ name: String, _ value: String) -> Bool {
        switch name {
        case "limit": return set(&limit, value, 1...20)
        case "offset": return set(&offset, value, 0...1_000_000)
        case "message_direction": direction = value
        case "message_state": state = value
        case "to_number": messages.destination = value.filter(\.isNumber)
        case "from_number": messages.source = value.filter { $0.isLetter || $0.isNumber }
        default: return takeTime(name, value)
        }
        return true
    }

    /// Times of the log are whole milliseconds, so “after” is one of them later.
    private mutating func takeTime(_ name: String, _ value: String) -> Bool {
        guard name.hasPrefix("message_time__"), let date = PlivoTime.date(value) else { return false }
        switch name.dropFirst("message_time__".count) {
        case "gte": messages.from = date
        case "gt": messages.from = date.addingTimeInterval(0.001)
        case "lte": messages.through = date
        case "lt": messages.through = date.addingTimeInterval(-0.001)
        default: return false
        }
        return true
    }

    private func set(_ number: inout Int, _ text: String, _ range: ClosedRange<Int>) -> Bool {
        guard let value = Int(text), range.contains(value) else { return false }
        number = value
        return true
    }
}
