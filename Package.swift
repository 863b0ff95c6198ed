// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target: strict concurrency and upcoming language features.
///
/// Warnings are errors by a flag of `scripts/test`, so that the package builds as a dependency, too.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
]

/// A library target whose dependencies point down only (see `docs/architecture.md`).
func room(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

/// The tests of one room.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "sms-campaign", platforms: [.macOS(.v15)],
    products: [
        .executable(name: "sms-campaign", targets: ["sms-campaign"]),
        .library(name: "PhoneNumbers", targets: ["PhoneNumbers"]),
        .library(name: "SMSText", targets: ["SMSText"]),
    ], dependencies: [],
    targets: [
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        // 1: what everything stands on
        room("Basics", ["CCrypto"]), .target(name: "CNumberingPlan"),
        room("PhoneNumbers", ["CNumberingPlan"]),
        // 2: one technique each
        room("SMSText", ["Basics"]),
        // macOS keeps iconv beside its C library, Linux in it.
        .target(
            name: "CSV", dependencies: ["Basics"], swiftSettings: settings,
            linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
        room("HTTP", ["Basics", "CCurl"]),
        room("Workbooks", ["Basics", "CSV", "CZlib"]), room("Pacing", ["Basics"]),
        room("Hours", ["Basics"]),
        room("SQLite", ["Basics", "CSQLite"]), room("TerminalKit", ["Basics"]),
        room("LoopbackServer", ["Basics"]),
        // 3: the world outside, and what must not be forgotten
        room("Ledger", ["Basics", "PhoneNumbers", "SQLite"]),
        room("Providers", ["Basics", "HTTP", "PhoneNumbers", "SMSText"]),
        room("Sandbox", ["Basics", "LoopbackServer", "SQLite"]),
        // 4: what users write and read
        room(
            "Configuration",
            ["Basics", "HTTP", "Hours", "Pacing", "PhoneNumbers", "Providers", "SMSText"]),
        room(
            "Lists",
            [
                "Basics", "CSV", "Configuration", "Ledger", "PhoneNumbers", "Providers", "SMSText",
                "Workbooks",
            ]),
        // 5: the policy
        room(
            "Campaign",
            [
                "Basics", "CSV", "Configuration", "HTTP", "Hours", "Ledger", "Lists", "Pacing",
                "PhoneNumbers", "Providers", "SMSText",
            ]),
        .target(
            name: "ReportPage",
            dependencies: ["Basics", "CSV", "Configuration", "Lists", "Providers", "TerminalKit"],
            resources: [.embedInCode("report.css"), .embedInCode("report.js")],
            swiftSettings: settings),
        // 6: the commands
        room(
            "Commands",
            [
                "Basics", "CSV", "Campaign", "Configuration", "HTTP", "Hours", "Ledger", "Lists",
                "Pacing", "PhoneNumbers", "Providers", "ReportPage", "SMSText", "Sandbox",
                "TerminalKit", "Workbooks",
            ]),
        .executableTarget(
            name: "sms-campaign", dependencies: ["Commands", "TerminalKit"], swiftSettings: settings
        ), room("Manual", ["Basics", "Commands", "TerminalKit"]),
        .executableTarget(
            name: "write-manual", dependencies: ["Commands", "Manual", "TerminalKit"],
            swiftSettings: settings),
        room(
            "TestSupport", ["Basics", "HTTP", "Lists", "LoopbackServer", "Pacing"],
            path: "Tests/TestSupport"),
        room(
            "LedgerModel", ["Basics", "Campaign", "Ledger", "PhoneNumbers", "SQLite"],
            path: "Tests/LedgerModel"), tests("BasicsTests", ["Basics", "CCrypto"]),
        tests("PhoneNumbersTests", ["CNumberingPlan", "PhoneNumbers"], exclude: ["Vectors"]),
        tests("SMSTextTests", ["SMSText", "TestSupport"]),
        tests("CSVTests", ["Basics", "CSV", "TestSupport"], exclude: ["Corpus"]),
        tests("WorkbooksTests", ["Basics", "TestSupport", "Workbooks"], exclude: ["Fixtures"]),
        tests("HTTPTests", ["Basics", "CCurl", "HTTP", "LoopbackServer", "Pacing", "TestSupport"]),
        tests("PacingTests", ["Basics", "Pacing", "TestSupport"]),
        tests("HoursTests", ["Basics", "Hours", "TestSupport"]),
        tests("SQLiteTests", ["SQLite", "TestSupport"]),
        tests("LedgerTests", ["Basics", "Ledger", "PhoneNumbers", "SQLite", "TestSupport"]),
        tests(
            "ProvidersTests", ["Basics", "HTTP", "Pacing", "PhoneNumbers", "Providers", "SMSText"]),
        tests("LoopbackServerTests", ["Basics", "LoopbackServer", "TestSupport"]),
        tests("SandboxTests", ["Basics", "LoopbackServer", "Sandbox", "TestSupport"]),
        tests(
            "ConfigurationTests",
            ["Basics", "Configuration", "Hours", "PhoneNumbers", "Providers", "TestSupport"]),
        tests(
            "ListsTests",
            ["Basics", "CSV", "Configuration", "Lists", "PhoneNumbers", "SMSText", "TestSupport"]),
        tests(
            "CampaignTests",
            [
                "Basics", "CSV", "Campaign", "Configuration", "HTTP", "Hours", "Ledger", "Lists",
                "Pacing", "PhoneNumbers", "Providers", "SMSText", "TestSupport",
            ]), tests("TerminalKitTests", ["Basics", "TerminalKit"]),
        tests(
            "ReportPageTests",
            ["Basics", "CSV", "Configuration", "Lists", "Providers", "ReportPage", "TerminalKit"]),
        tests(
            "CommandsTests",
            [
                "Basics", "CSV", "Campaign", "Commands", "Configuration", "HTTP", "Hours", "Ledger",
                "Lists", "Pacing", "PhoneNumbers", "Providers", "ReportPage", "SMSText",
                "TerminalKit", "TestSupport", "sms-campaign",
            ], exclude: ["Golden"]),
        tests(
            "ManualTests",
            ["Basics", "Commands", "Manual", "ReportPage", "TerminalKit", "TestSupport"]),
        tests(
            "SimulationTests",
            [
                "Basics", "CSV", "Campaign", "Configuration", "HTTP", "Hours", "Ledger",
                "LedgerModel", "Lists", "Pacing", "PhoneNumbers", "Providers", "SMSText", "SQLite",
                "TestSupport",
            ]),
        tests(
            "EndToEndTests",
            ["Basics", "CSV", "LoopbackServer", "SQLite", "TestSupport", "sms-campaign"]),
    ])
