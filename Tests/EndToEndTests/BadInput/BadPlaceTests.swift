// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Reports and ledgers that cannot be where they should.
    @Suite struct BadPlaceTests {
        @Test(arguments: [
            ("gone/report.csv", "No such file or directory"), ("temporary", "not a regular file"),
            ("/dev/full", "not a regular file"), ("message.txt/report.csv", "Not a directory"),
        ])
        func `a report that could not be written stops a run before anything is sent`(
            _ place: String,
            _ why: String
        ) async throws {
            let bench = try Bench()
            try await bench.expectRefusal(
                Bench.send + ["--report", place],
                saying: [place, "cannot be written", why]
            )
            try await bench.expectRefusal(
                Bench.send + ["--dry-run", "--report", place],
                saying: [place, "cannot be written", why]
            )
        }

        @Test(arguments: [
            ("./list.csv", "list"), ("temporary/../message.txt", "template"),
            ("config.json", "configuration"),
            ("ledger.sqlite", "ledger"), ("ledger.sqlite.lock", "ledger"), ("link.csv", "list"),
            ("hard.csv", "list"),
        ])
        func `a report never replaces what the run needs`(
            _ place: String,
            _ role: String
        ) async throws {
            let bench = try Bench()
            let files = FileManager.default
            try files.createSymbolicLink(
                atPath: bench.folder.file("link.csv"),
                withDestinationPath: bench.folder.file("list.csv")
            )
            try files.linkItem(
                atPath: bench.folder.file("list.csv"),
                toPath: bench.folder.file("hard.csv")
            )
            for mode in [[], ["--dry-run"]] {
                try await bench.expectRefusal(
                    Bench.send + ["--report", place] + mode,
                    saying: ["--report \(place)", "overwrite the \(role)"]
                )
            }
        }

        @Test func `a copy of rows never replaces the report it is made from`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            let before = try bench.folder.read("list-report.csv")
            let run = try await bench.run([
                "report", "list-report.csv", "--csv", "./list-report.csv",
            ])
            #expect(run.status == 2 && run.errors.contains("overwrite the report"), "\(run)")
            #expect(try bench.folder.read("list-report.csv") == before)
        }

        @Test(arguments: [Bench.send, Bench.send + ["--dry-run"], ["lookup", "+12025550101"]])
        func `a file that is no ledger is left as it is`(_ words: [String]) async throws {
            let bench = try Bench()
            try bench.folder.write(
                "These are my notes, and no database. They are long enough.\n",
                to: "ledger.sqlite"
            )
            try await bench.expectRefusal(
                words,
                saying: ["ledger.sqlite: this file is not a ledger", "“ledger”"]
            )
        }

        @Test(arguments: [Bench.send, Bench.send + ["--dry-run"], ["lookup", "+12025550101"]])
        func `a ledger of a newer version is left as it is`(_ words: [String]) async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            try Self.setVersion(999, ofLedger: bench.folder.file("ledger.sqlite"))
            let requests = bench.provider.requests.count
            let run = try await bench.run(words)
            #expect(run.status == 2)
            #expect(run.errors.contains("ledger.sqlite: the ledger has version 999"), "\(run)")
            #expect(run.errors.contains("install the newer sms-campaign"), "\(run)")
            #expect(bench.provider.requests.count == requests)
        }

        @Test func `a ledger in a folder that is not there stops a run before anything is sent`()
            async throws
        {
            let bench = try Bench()
            let text = try bench.folder.read("config.json").replacing(
                "ledger.sqlite",
                with: "gone/ledger.sqlite"
            )
            try bench.folder.write(text, to: "config.json")
            try await bench.expectRefusal(
                Bench.send + ["--quiet"],
                saying: ["gone/ledger.sqlite: ", "check that its folder exists"]
            )
        }

        /// Writes SQLite's `user_version`, four bytes at offset 60 of the file
        /// (https://sqlite.org/fileformat2.html#user_version_number).
        private static func setVersion(_ version: UInt16, ofLedger path: String) throws {
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            try handle.seek(toOffset: 60)
            try handle.write(contentsOf: Data([0, 0, UInt8(version >> 8), UInt8(version & 0xFF)]))
            try handle.close()
        }
    }
}

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
            `a report without room is written by the next run, and nobody is texted twice`()
            async throws
        {
            let bench = try Bench()
            let send =
                #""$SMS" send list.csv --template message.txt --yes --report small/report.csv"#
            let run = try await shell(
                bench,
                "\(fill); \(send); echo first $? >&2; ls small >&2; rm small/filler; \(send); echo "
                    + "second $? >&2; cat small/report.csv"
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
