// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@Suite struct LoopbackHostTests {
    @Test(arguments: [
        "localhost", "LocalHost", "127.0.0.1", "127.255.255.254", "127.9.8.7", "127.0.0.0", "::1",
        "[::1]",
    ])
    func `this machine is this machine by whatever name`(host: String) {
        #expect(LoopbackHost.contains(host))
    }

    @Test(arguments: [
        "localhost.example.com", "127.0.0.1.example.com", "127.evil.com", "xlocalhost",
        "my.localhost",
        "localhost.", "localhost:8080", "127.1", "127.0.1", "127", "2130706433", "0x7f.0.0.1",
        "127.0.0.1.", "127.0.0.1.5", "127.0.0.256", "127.0.0.-1", "127.0.0.+1", "127.0.0.01",
        "127.0.0.", "127..0.1", "127.0.0.x", "127.0.0.１", "0127.0.0.1", "128.0.0.1", "10.0.0.1",
        "0.0.0.0", "::", "[::]", "::ffff:127.0.0.1", "[::ffff:127.0.0.1]", "[::1", "::1]",
        "[::1].example.com", "::1.example.com", "", " localhost", "example.com",
    ])
    func `no other host is, whatever it begins with`(host: String) {
        #expect(!LoopbackHost.contains(host))
    }
}
