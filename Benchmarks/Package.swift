// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "sms-campaign", path: "..")],
    targets: [
        .executableTarget(
            name: "numbers",
            dependencies: [.product(name: "PhoneNumbers", package: "sms-campaign")]
        ),
        .executableTarget(
            name: "texts",
            dependencies: [.product(name: "SMSText", package: "sms-campaign")]
        ),
    ]
)
