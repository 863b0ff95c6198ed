// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target: strict concurrency, upcoming language features, and no warnings.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
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
    name: "sms-campaign",
    products: [
        .executable(name: "sms-campaign", targets: ["sms-campaign"]),
        .library(name: "PhoneNumbers", targets: ["PhoneNumbers"]),
        .library(name: "SMSText", targets: ["SMSText"]),
    ],
    dependencies: [],
    targets: [
        .systemLibrary(
            name: "CCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]
        ),
        .systemLibrary(
            name: "CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]
        ),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]
        ),
        room("Locking"),
        room("Spelling"),
        .target(name: "CNumberingPlan"),
        room("PhoneNumbers", ["CNumberingPlan"]),
        room("SMSText", ["Spelling"]),
        room("CSV"),
        room("HTTP", ["CCurl", "Locking"]),
        room("SQLite", ["CSQLite"]),
        room("Hours", ["Locking"]),
        room("Hashing", ["CCrypto"]),
        room("Ledger", ["Hashing", "Locking", "PhoneNumbers", "SQLite"]),
        room("Providers", ["HTTP", "PhoneNumbers", "SMSText"]),
        room("LoopbackServer", ["Locking"]),
        room("Sandbox", ["Locking", "LoopbackServer", "SQLite"]),
        room(
            "Campaign",
            [
                "CSV", "HTTP", "Hashing", "Hours", "Ledger", "Locking", "PhoneNumbers", "Providers", "SMSText",
                "Spelling",
            ]
        ),
        room(
            "CommandLine",
            [
                "CSV", "Campaign", "HTTP", "Hashing", "Hours", "Ledger", "Locking", "PhoneNumbers", "Providers",
                "Sandbox",
                "Spelling",
            ]
        ),
        .executableTarget(name: "sms-campaign", dependencies: ["CommandLine"], swiftSettings: settings),
        room("Manual", ["CommandLine"]),
        .executableTarget(name: "write-manual", dependencies: ["CommandLine", "Manual"], swiftSettings: settings),
        room("TestSupport", ["HTTP", "Locking", "LoopbackServer"], path: "Tests/TestSupport"),
        tests("LockingTests", ["Locking"]),
        tests("SpellingTests", ["Spelling"]),
        tests("PhoneNumbersTests", ["CNumberingPlan", "PhoneNumbers"], exclude: ["Vectors"]),
        tests("SMSTextTests", ["SMSText", "TestSupport"]),
        tests("CSVTests", ["CSV", "TestSupport"], exclude: ["Corpus"]),
        tests("HTTPTests", ["HTTP", "Locking", "LoopbackServer", "TestSupport"]),
        tests("HashingTests", ["CCrypto", "Hashing"]),
        tests("HoursTests", ["Hours", "TestSupport"]),
        tests("LedgerTests", ["Hashing", "Ledger", "Locking", "PhoneNumbers", "SQLite", "TestSupport"]),
        tests("ProvidersTests", ["HTTP", "PhoneNumbers", "Providers", "SMSText"]),
        tests("LoopbackServerTests", ["LoopbackServer", "TestSupport"]),
        tests("SandboxTests", ["Locking", "LoopbackServer", "Sandbox", "TestSupport"]),
        tests(
            "CampaignTests",
            [
                "CSV", "Campaign", "HTTP", "Hashing", "Hours", "Ledger", "Locking", "PhoneNumbers", "Providers",
                "SMSText",
                "TestSupport",
            ]
        ),
        tests(
            "CommandLineTests",
            [
                "CSV", "Campaign", "CommandLine", "Hashing", "Ledger", "Locking", "PhoneNumbers", "Providers",
                "SMSText",
                "TestSupport", "sms-campaign",
            ],
            exclude: ["Golden"]
        ),
        tests("ManualTests", ["CommandLine", "Manual", "TestSupport"]),
        tests(
            "SimulationTests",
            [
                "CSV", "Campaign", "HTTP", "Hours", "Ledger", "Locking", "PhoneNumbers", "Providers", "SMSText",
                "TestSupport",
            ]
        ),
        tests("EndToEndTests", ["CSV", "Locking", "LoopbackServer", "SQLite", "TestSupport", "sms-campaign"]),
    ]
)
