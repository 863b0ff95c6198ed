# SPDX-License-Identifier: Apache-2.0
"""For every rule small trees in which it is broken, and small trees in which it holds."""

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"


def swift(code):
    return SPDX + "\n" + code + "\n"


def body(lines):
    return "\n".join("    var v%d = %d" % (index, index) for index in range(lines))


def function(name, lines, own="x"):
    return "func %s(%s: Int) {\n%s}\n" % (name, own, "".join("    add(%d, to: %s)\n" % (index, own) for index in range(lines)))


def source(code, target="Campaign"):
    return {"Sources/%s/Topic.swift" % target: swift(code)}


def test(code, name="TopicTests"):
    return {"Tests/CampaignTests/%s.swift" % name: swift(code)}


def many(count, target="CSV", code="struct %s {}"):
    return {"Sources/%s/T%d.swift" % (target, index): swift("struct T%d {\n%s\n}" % (index, body(30))) for index in range(count)}


PACKAGE = """\
// swift-tools-version: 6.2
import PackageDescription

func room(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target {
    .target(name: name, dependencies: dependencies, path: path)
}

let package = Package(
    name: "sample",
    products: [
        .executable(
            name: "sample",
            targets: ["Commands"]
        )
    ],
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl-dev"])]),
        room("CSV"),
        room("Campaign", ["CSV", "CCurl"]), // not "Commands"
        .target(
            name: "Commands",
            dependencies: ["Campaign", .target(name: "CSV")]
        ),
        room("TestSupport", ["CSV"], path: "Tests/TestSupport"),
        tests("CSVTests", ["CSV", "TestSupport"], exclude: ["Corpus"]),
        .testTarget(name: "CampaignTests", dependencies: ["Campaign"]),
    ]
)
"""
ARCHITECTURE = """\
| room | what it does | what it uses |
| --- | --- | --- |
| `CSV` | reads lists | |
| `Campaign` | sends | `CSV` |
| `Commands` | parses, calls, prints | `Campaign` |
"""
GROUND = {
    "Package.swift": PACKAGE,
    "docs/architecture.md": ARCHITECTURE,
    "README.md": "# Sample\n",
    "Sources/Campaign/Ground.swift": swift("import CSV\nimport CCurl\n\nstruct Ground {}"),
    "Sources/Commands/Roof.swift": swift("internal import Campaign\nimport struct CSV.Record"),
    "Tests/CSVTests/GroundTests.swift": swift("import CSV\n@testable import TestSupport"),
}
LONG = "x" * 101

EXAMPLES = {
    "long-file": (
        [source(body(400)), test(body(400))],
        [source(body(398))]),
    "small-file": (
        [source(body(18))],
        [{**source(body(19)), "Sources/Campaign/Ground.swift": swift(body(30)),
         "Sources/Commands/Roof.swift": swift(body(30))}]),
    "many-files": (
        [many(301)],
        [many(298)]),
    "short-median": (
        [many(5)],
        [{"Sources/CSV/T%d.swift" % index: swift(body(98)) for index in range(5)}]),
    "plus-file": (
        [{"Sources/CSV/A+B.swift": swift("extension A {\n    func b() {}\n}")},
         {"Sources/CSV/A+B.swift": swift("#if canImport(Darwin)\nimport Darwin\n#endif\n\nextension A {}")}],
        [{"Sources/CSV/A+B.swift": swift("package extension A: B {}")},
         {"Sources/CSV/A+B.swift": swift("@retroactive extension A.C : B {}")},
         {"Sources/CSV/A+B.swift": swift("#if os(Linux)\nextension A {\n}\n#endif")},
         {"Sources/CSV/A.swift": swift("extension A {}")}]),
    "big-target": (
        [many(42)],
        [many(40)]),
    "circle": (
        [{"Sources/CSV/One/A.swift": swift("struct A { var b: B }"),
          "Sources/CSV/Two/B.swift": swift("struct B { var a: A }")},
         {"Sources/CSV/One/A.swift": swift("func a() { b() }"),
          "Sources/CSV/Two/B.swift": swift("func b() { a() }")},
         {"Sources/CSV/In/One/A.swift": swift("struct A { var b: B }"),
          "Sources/CSV/In/Two/B.swift": swift("extension A { struct N {} }\nstruct B {}")},
         {"Sources/CSV/One/A.swift": swift("struct A { var c: C }"),
          "Sources/CSV/Two/B.swift": swift("struct B { var a: A }"),
          "Sources/CSV/C.swift": swift("struct C { var b: B }")}],
        [{"Sources/CSV/One/A.swift": swift("struct A { var b: B }"),
          "Sources/CSV/Two/B.swift": swift('/// For A.\nstruct B { var c = "A"; var d = E.A }')},
         {"Sources/CSV/One/A.swift": swift("struct A { var b: B }"),
          "Sources/CSV/One/B.swift": swift("struct B { var a: A }")},
         {"Sources/CSV/One/A.swift": swift("struct A { var b: B }"),
          "Sources/CSV/Two/B.swift": swift("struct B {\n    enum A {}\n    var a: A\n}")},
         {"Sources/CSV/One/A.swift": swift("struct A { var b: B }\nfunc go() {}"),
          "Sources/CSV/Two/B.swift": swift("struct B { func f() { x.go() } }")},
         {"Sources/CSV/One/A.swift": swift("struct A { var b: B }"),
          "Sources/CSV/Two/B.swift": swift("struct B { var a: A }\nprivate struct A {}")}]),
    "root-circle": (
        [{"Sources/CSV/A.swift": swift("struct A { var b: B }"),
          "Sources/CSV/Two/B.swift": swift("struct B { var a: A }")}],
        [{"Sources/CSV/A.swift": swift("struct A { var b: B }"),
          "Sources/CSV/B.swift": swift("struct B { var a: A }"),
          "Sources/CSV/Two/C.swift": swift("struct C { var a: A }")}]),
    "undeclared-import": (
        [source("import Commands"), {"Tests/CSVTests/A.swift": swift("@testable package import Campaign")},
         {"Tests/TestSupport/A.swift": swift("import struct Campaign.A")}],
        [source("// import Commands\nimport Foundation\nimport CSV")]),
    "floor": (
        [{"Package.swift": PACKAGE.replace('room("CSV")', 'room("CSV", ["Campaign"])').replace(
            'room("Campaign", ["CSV", "CCurl"])', 'room("Campaign")'), "Sources/CSV/A.swift": swift("")},
         {"docs/architecture.md": ARCHITECTURE.replace("`Campaign` | s", "`Campaigns` | s") + "| `CCurl` | | |\n"},
         {"docs/architecture.md": "No table."}],
        [{}]),
    "assembly": (
        [test("let pump = Pump(width: 1)"), test("let pump = Pump.init (width: 1)"),
         {"Benchmarks/Sending/A.swift": swift("let client = LookupClient(x)")}],
        [test("let pump = Pump(width: 1)", "PumpTests"), test("/// A Pump(1)\nlet x: Pump = factory.Pump(1)"),
         source("let pump = Pump(width: 1)")]),
    "terminal-word": (
        [source('let a = "give --campaign too"'), source("let a = 128 + number"),
         source("var exitCode: Int32 { 0 }"),
         source("exit(1)")],
        [source('let a = "give --campaign too"', "Commands"), source('let a = "-- a comment of SQL"'),
         source('let a = "color: var(--ink); --ink: black"'), source("// --campaign\nlet a = x.exit(1)")]),
    "string-switch": (
        [source('switch word {\ncase "sent": 1\ndefault: 2\n}'),
         source('enum W: String {\n    case a, b = "opted_out"\n}\nlet x = word == "opted_out"'),
         source('if "plivo" != name {}'),
         source('enum W: String, Sendable {\n    case landline\n}\nlet x = word == "landline"', "Commands")],
        [source('switch word {\ncase "sent": 1\ndefault: 2\n}', "CSV"),
         source('switch letter {\ncase "&": 1\ndefault: 2\n}'),
         source('let x = word == "something else"'), source("switch word {\ncase .sent: 1\n}")]),
    "twin": (
        [{**source(function("one", 4)), "Sources/CSV/B.swift": swift(function("other", 4, "y"))},
         {**source(function("one", 4)), **test(function("one", 4))}],
        [source(function("one", 3) + function("other", 3)), source(function("one", 4) + function("other", 5)),
         source("".join("struct %s {\n    init(a: A, b: A, c: A, d: A) {\n        self.a = a\n        self.b = b\n        self.c = c\n"
                        "        self.d = d\n    }\n}\n" % name for name in "PQ"))]),
    "copy": (
        [source('let x = host.hasPrefix("localhost")'), source('let x = host.hasPrefix("127.")'),
         source("let x = (0x30...0x39).contains(b)"),
         source('let x = Decimal(string: text)'), source("let x = days / 146_097"),
         source('let x = String(format: "%02X", byte)'),
         source("var trimmed: String { self }")],
        [source('let x = host.hasPrefix("localhost")', "Basics"),
         source("// Decimal(string:)\nlet x = Money(text)")]),
    "homonym": (
        [{**source("struct A {}"), **source("enum A {}", "CSV")}],
        [{**source("struct A {}"),
         **source("private struct A {}\nstruct B {\n    struct A {}\n}\nextension A {}", "CSV")}]),
    "metaphor": (
        [source("struct Journey {}"), source("enum A {\n    struct LookupDesk {}\n}"),
         source("actor Lane {}")],
        [source("struct RequestLane {}\nstruct Desktop {}\n// Journey\nlet desk = 1")]),
    "echo-comment": (
        [source("/// The number.\nlet number: Int"),
         source("/// A number's line type.\nfunc lineType(of number: Int) {}"),
         source("/// Makes a pump.\n///\n/// - Parameters:\n///   - width: how many at once.\ninit(pump: Int) {}"),
         source("struct Pump {\n    /// Makes the pump.\n    @discardableResult\n    init(width: Int) {}\n}"),
         source("/// Returns the message to a number.\nfunc message(\n    to number: Int\n) {}")],
        [source("/// In seconds.\nlet pause: Int"),
         source("/// The number that the provider gave it.\nlet number: Int"),
         source('let a = """\n/// The number.\nlet number: Int\n"""'), source("/// `${}`.\ncase empty"),
         source("/// The number.\n///\n/// A provider may give the same one twice.\nlet number: Int")]),
    "echo-local": (
        [source("func f() {\n    let row = row(of: 1)\n}"),
         source("func f() {\n    guard let row: Row = try await self.row(1) else { return }\n}")],
        [source("func f() {\n    let first = row(of: 1)\n    let row = Row()\n    let name = other.name(1)\n    let x = row\n    (1)\n}")]),
    "unlabelled": (
        [source("func f(_ a: A, _ b: B, c: C, _ d: D) {}"),
         source("init(\n    _ a: A,\n    _ b: [B: C],\n    _ d: @Sendable (D, E) -> F\n) {}")],
        [source("func f(_ a: A, _ b: B, c: C) {}"), source("func f(a: (_ b: B, _ c: C, _ d: D) -> E) {}")]),
    "wide-swift": (
        [source("// " + LONG), test("// " + LONG)],
        [source("x" * 100)]),
    "wide-markdown": (
        [{"docs/a.md": "word " * 21}, {"Sources/CSV/CSV.docc/CSV.md": "* " + "word " * 21}],
        [{"docs/a.md": "\n".join([
            "word " * 20, "| " + "word " * 21 + "|", "```console", "word " * 21, "```", "* <https://" + LONG + ">",
            "see [what is said](https://" + LONG + ") there", "[name]: https://%s and a title" % LONG])}]),
    "long-readme": (
        [{"README.md": "line\n" * 121}],
        [{"README.md": "line\n" * 120, "docs/a.md": "line\n" * 500}]),
    "escape-hatch": (
        [source("struct A: @unchecked Sendable {}"), source("nonisolated(unsafe) var a = 1"),
         source("let a = try! b()"),
         source("let a = b as! C"), source("let a = b!.c"), source("let a = b[1]!"), source("var a: Int!"),
         source('fatalError("x")'),
         source("// TODO: later"), source("Task { await a() }"),
         source("Task.detached(priority: .low) { a() }"), test("let a = b!")],
        [source('let a = b != c && !d\nlet e = "f!" // g!\nif a != nil {}\nlet f = try? g()\nlet task: Task<Void, Never>')]),
    "sleep": (
        [test("try await Task.sleep(for: .seconds(1))"), test("usleep(1000)"),
         {"Tests/TestSupport/A.swift": swift("Thread.sleep(forTimeInterval: 1)")}],
        [test("try await time.sleep(until: later)\nfunc sleep(until: Int) {}\n// Task.sleep"),
         source("usleep(1)")]),
    "long-function": (
        [source(function("f", 38)), test(function("f", 38))],
        [source(function("f", 37) + function("g", 37))]),
    "licence": (
        [{"Sources/CSV/A.swift": "struct A {}\n"}, {"Tests/CSVTests/A.swift": "\n" + SPDX}],
        [{"Benchmarks/Package.swift": "// swift-tools-version: 6.2\n"}]),
}
