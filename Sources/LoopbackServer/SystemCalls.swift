// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The system calls whose names `Socket` uses for itself.
enum SystemCalls {
    #if canImport(Darwin)
    static let listen = Darwin.listen
    static let accept = Darwin.accept
    static let write = Darwin.write
    #elseif canImport(Musl)
    static let listen = Musl.listen
    static let accept = Musl.accept
    static let write = Musl.write
    #else
    static let listen = Glibc.listen
    static let accept = Glibc.accept
    static let write = Glibc.write
    #endif
}
