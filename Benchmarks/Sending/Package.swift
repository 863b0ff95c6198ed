// swift-tools-version: 6.2
import PackageDescription

// The rooms that send are no products, and what they offer each other stays in one package: they
// are built anew here, from the same files (`Rooms` is a link), with dependencies as in the package
// above.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Rooms/\(name)", swiftSettings: settings)
}

let package = Package(
    name: "sending",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "CCrypto", path: "Rooms/CCrypto", pkgConfig: "libcrypto"),
        .systemLibrary(name: "CCurl", path: "Rooms/CCurl", pkgConfig: "libcurl"),
        .systemLibrary(name: "CSQLite", path: "Rooms/CSQLite", pkgConfig: "sqlite3"),
        .target(name: "CNumberingPlan", path: "Rooms/CNumberingPlan"),
        room("Basics", ["CCrypto"]),
        room("PhoneNumbers", ["CNumberingPlan"]),
        room("SMSText", ["Basics"]),
        room("CSV", ["Basics"]),
        .systemLibrary(name: "CZlib", path: "Rooms/CZlib"),
        room("Workbooks", ["Basics", "CSV", "CZlib"]),
        room("HTTP", ["Basics", "CCurl"]),
        room("Pacing", ["Basics"]),
        room("Hours", ["Basics"]),
        room("SQLite", ["Basics", "CSQLite"]),
        room("Ledger", ["Basics", "PhoneNumbers", "SQLite"]),
        room("Providers", ["Basics", "HTTP", "PhoneNumbers", "SMSText"]),
        room(
            "Configuration",
            ["Basics", "HTTP", "Hours", "Pacing", "PhoneNumbers", "Providers", "SMSText"]
        ),
        room(
            "Lists",
            [
                "Basics", "CSV", "Configuration", "Ledger", "PhoneNumbers", "Providers", "SMSText",
                "Workbooks",
            ]
        ),
        room(
            "Campaign",
            [
                "Basics", "CSV", "Configuration", "HTTP", "Hours", "Ledger", "Lists", "Pacing",
                "PhoneNumbers", "Providers", "SMSText",
            ]
        ),
        .executableTarget(
            name: "sending",
            dependencies: [
                "Basics", "Campaign", "Configuration", "HTTP", "Ledger", "Lists", "Pacing",
                "PhoneNumbers", "Providers", "SMSText",
            ],
            swiftSettings: settings
        ),
    ]
)
