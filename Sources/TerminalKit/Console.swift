// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Where a command's text goes to and a person's answers come from.
///
/// No call fails: a reader who closed the pipe has seen enough, and must not end a campaign.
package protocol Console: Sendable {
    /// Writes what was made harmless for a terminal.
    func put(_ text: TerminalText, to stream: ConsoleStream)

    func isTerminal(_ stream: ConsoleStream) -> Bool

    /// The columns of the terminal now; 80 where there is none.
    var width: Int { get }

    /// Reads a line of standard input without its line feed; nil at the end.
    func readLine() -> String?
}

extension Console {
    /// Writes text of one or more lines; each needs its own line feed.
    ///
    /// Whatever it holds besides them and this program's own colours is made visible.
    package func write(_ text: String, to stream: ConsoleStream) {
        put(TerminalText(text), to: stream)
    }

    /// Writes a text as one line and adds the line feed; a line end in it is made visible, too.
    package func writeLine(_ text: String, to stream: ConsoleStream) {
        put(TerminalText(Printable.text(text) + "\n"), to: stream)
    }
}

/// Text that may reach a terminal: the only kind that a console takes.
///
/// It holds no other escape sequence than those that are made here.
package struct TerminalText: Sendable, Hashable {
    /// The characters as they are written.
    package let text: String

    /// Makes a text harmless: line feeds and the colours of `Style` stay what they are, every other
    /// control or hidden character is made visible.
    package init(_ text: String) {
        guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) else {
            self.text = text
            return
        }
        var result = ""
        for scalar in text.unicodeScalars {
            if let sequence = Style.sequence(for: scalar) {
                result += sequence
            } else if scalar != "\n", let picture = Printable.picture(of: scalar) {
                result += picture
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        self.text = result
    }

    private init(raw text: String) { self.text = text }

    /// Nothing.
    package static let empty = TerminalText(raw: "")

    /// Takes away what is drawn in the cursor's line.
    ///
    /// Clearing to the end of the screen (CSI J, ECMA-48 §8.3.39) takes all of a line away that a
    /// narrower terminal has wrapped anew.
    package static let clearing = TerminalText(raw: "\r\u{1B}[J")

    /// Draws a line over the one that was drawn before, and puts the cursor back to its beginning.
    package static func drawing(_ line: String) -> TerminalText {
        TerminalText(raw: "\r" + Printable.text(line) + "\u{1B}[J\r")
    }

    package static func + (left: TerminalText, right: TerminalText) -> TerminalText {
        TerminalText(raw: left.text + right.text)
    }
}

/// The three standard streams, by their descriptors.
package enum ConsoleStream: Int32, Sendable, Hashable {
    case input = 0
    /// Carries the result.
    case output = 1
    /// Carries progress, plan, warnings and errors.
    case error = 2
}

/// The process's own standard streams.
package struct StandardConsole: Console {
    /// What is assumed where no terminal says its width.
    private static let usualWidth = 80

    package init() {}

    /// Opens `/dev/null` for each of the three streams that is closed; to be called before any file
    /// is opened.
    ///
    /// A file takes the lowest free number: without this, a program that was started with `>&-`
    /// could write its summary into its report.
    package static func fillClosedStreams() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is this one, since those below it are open by now.
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// Writes all of the text, unless nobody can read it any more.
    ///
    /// `SIGPIPE` must be ignored in the process, so that a closed pipe is an error here and not its
    /// end.
    package func put(_ text: TerminalText, to stream: ConsoleStream) {
        var rest = Array(text.text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite($0, to: stream.rawValue) }
            guard count > 0 else {
                guard count < 0, errno == EINTR || (errno == EAGAIN && waitUntilWritable(stream))
                else { return }
                continue
            }
            rest = rest.dropFirst(count)
        }
    }

    package func isTerminal(_ stream: ConsoleStream) -> Bool { isatty(stream.rawValue) == 1 }

    /// The columns of the terminal that shows standard error or standard output.
    package var width: Int {
        for stream in [ConsoleStream.error, .output] {
            var size = winsize()
            if ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
                return Int(size.ws_col)
            }
        }
        return Self.usualWidth
    }

    /// Reads a line of standard input.
    package func readLine() -> String? { Swift.readLine(strippingNewline: true) }

    /// A non-blocking pipe that is full is waited for.
    private func waitUntilWritable(_ stream: ConsoleStream) -> Bool {
        var descriptor = pollfd(fd: stream.rawValue, events: Int16(POLLOUT), revents: 0)
        return poll(&descriptor, 1, -1) >= 0 || errno == EINTR
    }

    private func systemWrite(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
        #if canImport(Darwin)
        Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
