// SPDX-License-Identifier: Apache-2.0

/// How the practice provider is to be started.
package struct SandboxArguments: Sendable, Hashable {
    /// The port to listen on; nil: any that is free.
    package var port: UInt16?

    /// Checks the options.
    init(_ options: SandboxOptions) throws(UsageError) {
        if let extra = options.operands.first { throw UsageError("\"\(extra)\" means nothing here") }
        port = options.port.map { UInt16(clamping: $0) }
    }
}
