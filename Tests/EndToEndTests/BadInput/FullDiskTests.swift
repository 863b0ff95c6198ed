// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A disk without room: a tiny one of the test's own, in a name space that ends with the shell.
    @Suite struct FullDiskTests {
        /// A name space of mounts needs rights that not every machine gives.
        private static let canMount: Bool = {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", "unshare -m mount -t tmpfs tmpfs /mnt 2>/dev/null"]
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }()

        /// Runs shell text where the folder `small` is a disk of 64 KiB.
        private func shell(_ bench: Bench, _ text: String) async throws -> FinishedRun {
            try bench.folder.write(text, to: "script")
            let mount = "mount -t tmpfs -o size=64k tmpfs small"
            return try await bench.shell(
                "mkdir small && unshare -m bash -c '\(mount) && . ./script'"
            )
        }

        private let fill = "dd if=/dev/zero of=small/filler bs=4k 2>/dev/null"

        @Test(.enabled(if: canMount, "needs the right to mount"))
        func
            `a report for which there is no room is written by the next run, and nobody is texted twice`()
            async throws
        {
            let bench = try Bench()
            let send =
                #""$SMS" send list.csv --template message.txt --yes --report small/report.csv"#
            let run = try await shell(
                bench,
                "\(fill); \(send); echo first $? >&2; ls small >&2; rm small/filler; \(send); echo second $? >&2; cat small/report.csv"
            )
            #expect(run.errors.contains("No space left on device"), "\(run)")
            #expect(run.errors.contains("Nothing is lost"), "\(run)")
            #expect(
                run.errors.contains("first 3\nfiller\n") && run.errors.contains("second 0"),
                "\(run)"
            )
            #expect(run.output.contains(",sent,"), "\(run)")
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102"])
        }

        @Test(.enabled(if: canMount, "needs the right to mount"))
        func `a ledger for which there is no room stops a run before anything is sent`()
            async throws
        {
            let bench = try Bench()
            let text = try bench.folder.read("config.json").replacing(
                "ledger.sqlite",
                with: "small/ledger.sqlite"
            )
            try bench.folder.write(text, to: "config.json")
            let run = try await shell(
                bench,
                "\(fill); \"$SMS\" send list.csv --template message.txt --yes; echo status $? >&2"
            )
            #expect(run.errors.contains("status 2"), "\(run)")
            #expect(run.errors.contains("small/ledger.sqlite: the disk is full"), "\(run)")
            #expect(bench.provider.requests.isEmpty)
        }
    }
}
