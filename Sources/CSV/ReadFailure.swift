// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Says why a source of bytes could not be read.
package struct ReadFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reason in words, such as "Input/output error".
    package let description: String

    /// Makes a failure with a reason of its own.
    package init(_ reason: String) {
        description = reason
    }

    /// Makes a failure in the system's words.
    ///
    /// - Parameter code: The value of `errno` right after the call that failed.
    package init(errno code: Int32) {
        description = String(cString: strerror(code))
    }
}
