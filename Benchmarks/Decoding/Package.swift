// swift-tools-version: 6.3
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A package of its own: it compiles the two pure targets it measures (`Sources/Model`, `Sources/Decoding` are links) and nothing of
/// the server.
let package = Package(
    name: "bench-decoding",
    targets: [
        .target(name: "Model", swiftSettings: house),
        .target(name: "Decoding", dependencies: ["Model"], swiftSettings: house),
        .executableTarget(name: "bench-decoding", dependencies: ["Model", "Decoding"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
