// swift-tools-version: 6.3
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A package of its own: it compiles the one pure target it measures (`Sources/Routing` is a link) and nothing of the server.
let package = Package(
    name: "bench-routing",
    targets: [
        .target(name: "Routing", swiftSettings: house),
        .executableTarget(name: "bench-routing", dependencies: ["Routing"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
