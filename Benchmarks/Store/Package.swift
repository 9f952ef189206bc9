// swift-tools-version: 6.3
import PackageDescription

/// The store's benchmark. A package of its own with only the rooms it needs (as links), so that it builds in a minute.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "store-benchmark",
    dependencies: [.package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")],
    targets: [
        .target(name: "Model", swiftSettings: house),
        .target(name: "Store", dependencies: ["Model"], swiftSettings: house),
        .target(
            name: "StoreSQLite", dependencies: ["Model", "Store", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: house),
        .target(name: "CYardstick", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "store-benchmark", dependencies: ["Model", "Store", "StoreSQLite", "CYardstick"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
