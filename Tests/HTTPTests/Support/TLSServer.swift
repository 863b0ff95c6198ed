// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A TLS server on loopback, played by the `openssl` command, with a certificate of its own.
///
/// What clients send comes out in ``output``; what the test writes goes to the client.
struct TLSServer {
    static let program = "/usr/bin/openssl"
    static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: program) }

    /// What the command says, with what the client sends in between.
    let output: Transcript

    /// The file with the certificate, which is its own authority.
    let caFile: String

    private let folder: URL
    private let process = Process()
    private let input = Pipe()

    /// Starts the server with a certificate for the given name, and further options.
    init(certificateFor name: String = "IP:127.0.0.1", options: [String]) throws {
        let outputPipe = Pipe()
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "tls-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        caFile = folder.appendingPathComponent("certificate.pem").path
        let key = folder.appendingPathComponent("key.pem").path
        try Self.makeCertificate(caFile, key: key, for: name)
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments =
            ["s_server", "-accept", "127.0.0.1:0", "-cert", caFile, "-key", key] + options
        process.standardInput = input
        process.standardOutput = outputPipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        output = Transcript(reading: outputPipe.fileHandleForReading)
    }

    /// The server's address, once it listens.
    func url() async throws -> String {
        await output.wait(for: "ACCEPT 127.0.0.1:")
        let line = output.text.split(separator: "\n").first { $0.hasPrefix("ACCEPT 127.0.0.1:") }
        // The rest of the line may be under way still.
        await output.wait(for: (line.map(String.init) ?? "") + "\n")
        let port = output.text.split(separator: "\n").first { $0.hasPrefix("ACCEPT ") }?.split(
            separator: ":"
        ).last
        return "https://127.0.0.1:\(port ?? "0")/"
    }

    /// Sends bytes to the client that is connected, or to the next one.
    func write(_ bytes: [UInt8]) throws {
        try input.fileHandleForWriting.write(contentsOf: bytes)
    }

    /// Ends the process, and with it its connections.
    ///
    /// A child inherits the signal mask of the thread that started it, and the threads of the test
    /// run block SIGTERM.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Ends the process and removes its files.
    func stop() {
        if process.isRunning { kill() }
        try? FileManager.default.removeItem(at: folder)
    }

    private static func makeCertificate(_ certificate: String, key: String, for name: String) throws
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2",
            "-subj", "/CN=test", "-addext", "subjectAltName=\(name)", "-keyout", key, "-out",
            certificate,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }
}
