// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics

#if canImport(Glibc)
import Glibc
#endif

/// A terminal in which the program runs, with a model of its screen (pty(7)).
package final class PseudoTerminal: Sendable {
    /// The system gave no terminal.
    package struct Unavailable: Error {
        /// The system's number of the reason.
        package let code: Int32
    }

    private struct State {
        var screen: TerminalScreen
        /// Looks at the screen after every drawing.
        var look: @Sendable (TerminalScreen, _ drawing: Int) -> Void
        /// Drawings since the last change of the width.
        var drawings = 0
        var resize: (width: Int, continuation: CheckedContinuation<Void, Never>)?
        var awaited: (text: String, continuation: CheckedContinuation<Void, Never>)?
        var hasEnded = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let main: Int32
    private let state: Guarded<State>
    private let ending = ProcessEnding()
    private let process: Int32

    /// Starts the program on a new terminal; its standard input is there only where something is
    /// typed.
    ///
    /// - Parameters:
    ///   - binary: The program.
    ///   - words: The words of the command line.
    ///   - environment: The whole environment.
    ///   - directory: The working directory.
    ///   - screen: The empty screen, whose width the terminal gets.
    ///   - typed: What a person types, lines ahead of the questions included; nil: nobody is there.
    ///   - look: Called after every drawing with how many there were since the last change of the
    ///     width.
    /// - Throws: ``Unavailable``, or where the program could not be started.
    package init(
        _ binary: BuiltBinary,
        _ words: [String],
        environment: [String: String],
        directory: String,
        screen: TerminalScreen,
        typed: String? = nil,
        look: @escaping @Sendable (TerminalScreen, _ drawing: Int) -> Void = { _, _ in }
    ) throws {
        let (main, side) = try Self.open(width: screen.width)
        defer { close(side) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: binary.path)
        process.arguments = words
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        let keyboard = FileHandle(fileDescriptor: side, closeOnDealloc: false)
        process.standardInput = typed == nil ? FileHandle.nullDevice : keyboard
        process.standardOutput = FileHandle(fileDescriptor: side, closeOnDealloc: false)
        process.standardError = FileHandle(fileDescriptor: side, closeOnDealloc: false)
        let ending = ending
        process.terminationHandler = { ending.set($0.terminationStatus) }
        try process.run()
        (self.main, self.process) = (main, process.processIdentifier)
        state = Guarded(State(screen: screen, look: look))
        if let typed { Self.type(typed, on: main) }
        Thread.detachNewThread { [self] in read() }
    }

    deinit { close(main) }

    private static func type(_ text: String, on main: Int32) {
        let bytes = Array(text.utf8)
        _ = write(main, bytes, bytes.count)
    }

    /// Sends the program a signal.
    package func signal(_ number: Int32) {
        if !ending.isSet { kill(process, number) }
    }

    /// Changes the width once all that was written before is on the screen.
    package func resize(to width: Int) async {
        await withCheckedContinuation { continuation in
            let isLate = state.withLock { state in
                if !state.hasEnded { state.resize = (width, continuation) }
                return state.hasEnded
            }
            if isLate { continuation.resume() }
        }
    }

    /// Waits until the screen shows a text, or the program has ended.
    package func wait(for text: String) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let isThere = state.hasEnded || state.screen.shows(text)
                if !isThere { state.awaited = (text, continuation) }
                return isThere
            }
            if isThere { continuation.resume() }
        }
    }

    /// Types something.
    package func type(_ text: String) { Self.type(text, on: main) }

    /// Waits for the end of the program.
    package func finish() async -> (status: Int32, screen: TerminalScreen) {
        let status = await ending.wait().status
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiter = continuation }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
        return (status, state.withLock { $0.screen })
    }

    /// Reads on a thread of its own until nobody has the other side open.
    private func read() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            var poll = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
            guard Foundation.poll(&poll, 1, 10) != 0 else {
                changeWidth()
                continue
            }
            let count = Foundation.read(main, &bytes, bytes.count)
            guard count > 0 else { return end() }
            feed(String(decoding: bytes[..<count], as: UTF8.self))
        }
    }

    private func feed(_ text: String) {
        state.withLock { state in
            for scalar in text.unicodeScalars {
                let before = state.screen.drawings
                state.screen.feed(String(scalar))
                guard state.screen.drawings > before else { continue }
                state.drawings += 1
                state.look(state.screen, state.drawings)
            }
        }
        awaited()?.resume()
    }

    /// Whoever waits for a text that is there by now.
    private func awaited() -> CheckedContinuation<Void, Never>? {
        state.withLock { state in
            let screen = state.screen
            guard let (text, continuation) = state.awaited, screen.shows(text) else { return nil }
            state.awaited = nil
            return continuation
        }
    }

    private func changeWidth() {
        let continuation = state.withLock { state in
            guard let (width, continuation) = state.resize else {
                return nil as CheckedContinuation<Void, Never>?
            }
            Self.setWidth(width, of: main)
            state.screen.resize(to: width)
            (state.drawings, state.resize) = (0, nil)
            return continuation
        }
        continuation?.resume()
    }

    private func end() {
        let waiters = state.withLock { state in
            state.hasEnded = true
            defer { (state.waiter, state.resize, state.awaited) = (nil, nil, nil) }
            return [state.waiter, state.resize?.continuation, state.awaited?.continuation]
                .compactMap { $0 }
        }
        for waiter in waiters { waiter.resume() }
    }
}

extension PseudoTerminal {
    /// Opens a pair: the side of the tests, and the side of the program.
    static func open(width: Int) throws -> (main: Int32, side: Int32) {
        let (main, name) = try openMain()
        setWidth(width, of: main)
        let side = Foundation.open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard side >= 0 else { throw Unavailable(code: errno) }
        return (main, side)
    }

    #if canImport(Darwin)
    private static func openMain() throws -> (main: Int32, name: String) {
        let main = posix_openpt(O_RDWR | O_NOCTTY)
        guard main >= 0, grantpt(main) == 0, unlockpt(main) == 0, let name = ptsname(main) else {
            throw Unavailable(code: errno)
        }
        return (main, String(cString: name))
    }
    #else
    /// By the requests of ioctl_tty(2): the functions of pty(7) are not in the Glibc module.
    private static func openMain() throws -> (main: Int32, name: String) {
        let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        let main = Foundation.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (isLocked, index): (Int32, Int32) = (0, 0)
        guard main >= 0, ioctl(main, unlock, &isLocked) == 0, ioctl(main, number, &index) == 0
        else {
            throw Unavailable(code: errno)
        }
        return (main, "/dev/pts/\(index)")
    }
    #endif

    /// Tells everybody on the terminal how many columns it has.
    static func setWidth(_ width: Int, of terminal: Int32) {
        var size = winsize(ws_row: 24, ws_col: UInt16(clamping: width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }
}
