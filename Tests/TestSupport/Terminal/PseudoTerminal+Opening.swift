// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(Glibc)
import Glibc
#endif

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
