// swift-tools-version: 6.3
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A package of its own: it compiles what it measures (`Sources/Roads` and what that needs are links) and nothing of the server.
let package = Package(
    name: "bench-roads",
    dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
    targets: [
        .target(
            name: "COsmium",
            linkerSettings: [.linkedLibrary("z"), .linkedLibrary("expat"), .linkedLibrary("pthread")]),
        .target(name: "Model", swiftSettings: house),
        .target(
            name: "Roads", dependencies: ["Model", "COsmium", .product(name: "Yams", package: "Yams")], swiftSettings: house),
        .executableTarget(name: "bench-roads", dependencies: ["Roads", "Model", "COsmium"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
