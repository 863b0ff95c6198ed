// SPDX-License-Identifier: Apache-2.0

/// The words of a `sandbox` command line as typed.
struct SandboxOptions: Sendable {
    var operands: [String] = []
    var port: Int?

    static let syntax = CommandSyntax<SandboxOptions>(
        name: "sandbox",
        usage: "[options]",
        summary:
            "Runs the built-in practice provider on this machine until it is interrupted. It sends nothing to anybody.",
        options: [
            .number("port", "N", \.port, in: 1...65535, "the port to listen on (default: any that is free)")
        ],
        operand: { $0.operands.append($1) }
    )
}
