// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A run of the program that has been started.
package final class RunningBinary: Sendable {
    /// The program ended before it had written what was waited for.
    package struct EndedBefore: Error, CustomStringConvertible {
        /// What was waited for.
        package let text: String
        /// How it ended instead.
        package let run: FinishedRun

        /// A sentence with all that it wrote.
        package var description: String {
            "ended with \(run.status) before it wrote \"\(text)\"; output: \(run.output); errors: "
                + "\(run.errors)"
        }
    }

    /// Which of the two streams.
    package enum Stream: Sendable {
        /// Standard output.
        case output
        /// Standard error.
        case errors
    }

    package let processID: Int32
    private let output = ChildOutput()
    private let errors = ChildOutput()
    private let ending = ProcessEnding()

    /// Starts a process whose streams are not set up yet.
    init(_ process: Process, input: String?, limit: Duration) throws {
        let pipes = (input: Pipe(), output: Pipe(), errors: Pipe())
        process.standardInput = input == nil ? FileHandle.nullDevice : pipes.input
        process.standardOutput = pipes.output
        process.standardError = pipes.errors
        let ending = ending
        process.terminationHandler = { process in
            let isSignal = process.terminationReason == .uncaughtSignal
            ending.set(process.terminationStatus + (isSignal ? 128 : 0))
        }
        try process.run()
        processID = process.processIdentifier
        // Both pipes are read from the start: a full one would stop the program.
        Self.read(pipes.output.fileHandleForReading, into: output)
        Self.read(pipes.errors.fileHandleForReading, into: errors)
        if let input { Self.write(input, to: pipes.input.fileHandleForWriting) }
        Self.kill(processID, after: limit, unless: ending)
    }

    /// Sends the process a signal, unless it has ended.
    package func signal(_ number: Int32) {
        guard !ending.isSet else { return }
        Foundation.kill(processID, number)
    }

    /// Waits until the program has written a text.
    ///
    /// - Throws: ``EndedBefore`` where it ends without having written it.
    package func waitFor(_ text: String, on stream: Stream = .errors) async throws {
        let isThere = await (stream == .output ? output : errors).waitFor(text)
        guard !isThere else { return }
        throw EndedBefore(text: text, run: await finish())
    }

    /// What the program has written so far, read as UTF-8.
    package func textSoFar(on stream: Stream) -> String {
        (stream == .output ? output : errors).soFar
    }

    /// Waits until the program has ended and all it wrote has been read.
    package func finish() async -> FinishedRun {
        let (status, wasKilled) = await ending.wait()
        return FinishedRun(
            status: status,
            output: await output.whole(),
            errors: await errors.whole(),
            wasKilledByLimit: wasKilled
        )
    }

    /// Reads on a thread of its own: the tests' pool has no more threads than the machine has
    /// cores.
    private static func read(_ handle: FileHandle, into output: ChildOutput) {
        Thread.detachNewThread {
            while case let data = handle.availableData, !data.isEmpty { output.append(data) }
            output.end()
        }
    }

    private static func write(_ text: String, to handle: FileHandle) {
        Thread.detachNewThread {
            // A program that does not read to the end must not end the tests: the signal stays with
            // this thread.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            try? handle.write(contentsOf: Data(text.utf8))
            try? handle.close()
        }
    }

    private static func kill(
        _ processID: Int32,
        after limit: Duration,
        unless ending: ProcessEnding
    ) {
        let seconds = Double(limit.components.seconds) + Double(limit.components.attoseconds) / 1e18
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
            if ending.markKilled() { Foundation.kill(processID, SIGKILL) }
        }
    }
}

/// How a run of the program ended, and what it wrote.
package struct FinishedRun: Sendable, Hashable {
    /// The exit status; 128 plus the signal's number where a signal ended it.
    package let status: Int32
    /// What it wrote to standard output, read as UTF-8.
    package let output: String
    /// What it wrote to standard error, read as UTF-8.
    package let errors: String
    /// Whether it was killed because its time was over.
    package let wasKilledByLimit: Bool
}

/// What a program has written to one stream so far.
final class ChildOutput: Sendable {
    private struct State {
        var bytes = Data()
        var hasEnded = false

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private let state = Awaited(State())

    /// Everything so far, read as UTF-8.
    var soFar: String { state.value.text }

    func append(_ data: Data) {
        state.change { $0.bytes.append(data) }
    }

    /// Says that no more will come.
    func end() {
        state.change { $0.hasEnded = true }
    }

    /// Waits until a text has been written; false where the stream ends without it.
    func waitFor(_ text: String) async -> Bool {
        await state.wait { $0.hasEnded || $0.text.contains(text) }
        return soFar.contains(text)
    }

    /// Waits for the end and returns everything, read as UTF-8.
    func whole() async -> String {
        await state.wait { $0.hasEnded }
        return soFar
    }
}

/// The end of a process, and those who wait for it.
final class ProcessEnding: Sendable {
    private struct State {
        var status: Int32?
        var wasKilled = false
    }

    private let state = Awaited(State())

    var isSet: Bool { state.value.status != nil }

    func set(_ status: Int32) {
        state.change { $0.status = status }
    }

    /// False where the process has ended already.
    func markKilled() -> Bool {
        state.change { state in
            guard state.status == nil else { return false }
            state.wasKilled = true
            return true
        }
    }

    func wait() async -> (status: Int32, wasKilled: Bool) {
        await state.wait { $0.status != nil }
        let ended = state.value
        return (ended.status ?? -1, ended.wasKilled)
    }
}
