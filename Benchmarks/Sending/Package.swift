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
    targets: [
        .systemLibrary(name: "CCrypto", path: "Rooms/CCrypto", pkgConfig: "libcrypto"),
        .systemLibrary(name: "CCurl", path: "Rooms/CCurl", pkgConfig: "libcurl"),
        .systemLibrary(name: "CSQLite", path: "Rooms/CSQLite", pkgConfig: "sqlite3"),
        .target(name: "CNumberingPlan", path: "Rooms/CNumberingPlan"),
        room("Locking"),
        room("Spelling"),
        room("PhoneNumbers", ["CNumberingPlan"]),
        room("SMSText", ["Spelling"]),
        room("CSV"),
        room("HTTP", ["CCurl", "Locking"]),
        room("SQLite", ["CSQLite"]),
        room("Hashing", ["CCrypto"]),
        room("Hours", ["Locking"]),
        room("Ledger", ["Hashing", "Locking", "PhoneNumbers", "SQLite"]),
        room("Providers", ["HTTP", "PhoneNumbers", "SMSText"]),
        room(
            "Campaign",
            [
                "CSV", "HTTP", "Hashing", "Hours", "Ledger", "Locking", "PhoneNumbers", "Providers", "SMSText",
                "Spelling",
            ]
        ),
        .executableTarget(
            name: "sending",
            dependencies: ["Campaign", "HTTP", "Ledger", "PhoneNumbers", "Providers", "SMSText"],
            swiftSettings: settings
        ),
    ]
)
