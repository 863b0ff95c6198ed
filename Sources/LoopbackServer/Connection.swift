// SPDX-License-Identifier: Apache-2.0

/// One client's connection.
///
/// It lives and dies on the server's thread. Requests are answered one after the other: while one
/// is waited with, those behind it stay in the parser, so that answers to pipelined requests never
/// change places.
final class Connection {
    /// What the connection is about.
    enum Phase {
        /// It reads requests.
        case reading
        /// A reply waits for its time, or for ever.
        case waiting
        /// What is to be written is written; then the connection ends.
        case finishing
        /// All is written; what the client still sends is thrown away, so that the answer is not
        /// lost by a reset.
        case lingering
        /// It is over.
        case closed
    }

    let id: Int
    let descriptor: Int32
    var phase = Phase.reading
    var parser = RequestParser()
    /// The client has said that it sends no more.
    var inputEnded = false
    /// A reply with the head it answers, held back until its time.
    var held: (reply: ServerReply, head: RequestHead)?
    /// Tells a timer of this wait from one of an earlier wait.
    private(set) var serial = 0
    private var output: [UInt8] = []
    private var written = 0

    /// Takes over a descriptor.
    init(id: Int, descriptor: Int32) {
        self.id = id
        self.descriptor = descriptor
    }

    /// Whether there is something to be written.
    var hasOutput: Bool { written < output.count }

    /// Whether more bytes are wanted; a client that floods a waiting connection is read no further.
    var wantsInput: Bool {
        !inputEnded
            && (phase == .lingering
                || parser.pending <= RequestParser.bodyLimit + RequestParser.headerLimit)
    }

    /// Begins a wait and returns its serial number.
    func beginWait() -> Int {
        serial += 1
        return serial
    }

    /// Adds bytes to what is to be written.
    func queue(_ bytes: [UInt8]) { output += bytes }

    /// Takes what the client has sent, as far as the connection still cares.
    func receive(_ bytes: UnsafeRawBufferPointer) {
        guard phase == .reading || phase == .waiting else { return }
        parser.append(bytes)
    }

    /// Writes as much as the system takes; false where the client is gone.
    func flush() -> Bool {
        while hasOutput {
            switch Socket.write(output[written...], to: descriptor) {
            case .bytes(let count): written += count
            case .wouldBlock: return true
            case .ended: return false
            }
        }
        output.removeAll(keepingCapacity: true)
        written = 0
        return true
    }
}
