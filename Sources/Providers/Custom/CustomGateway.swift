// SPDX-License-Identifier: Apache-2.0

/// A gateway that is described by the configuration alone; each of its three services may be missing.
package struct CustomGateway: Sendable, Hashable {
    /// How messages are handed over.
    package var send: CustomSend?
    /// How line types are asked for.
    package var lookup: CustomLookup?
    /// How to ask what became of a message.
    package var status: CustomStatus?

    /// Makes a gateway.
    package init(send: CustomSend? = nil, lookup: CustomLookup? = nil, status: CustomStatus? = nil) {
        self.send = send
        self.lookup = lookup
        self.status = status
    }
}
