// swift-tools-version: 6.3
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A package of its own: it compiles the two pure targets it measures (`Sources/Model`, `Sources/Forecasting` are links) and nothing
/// of the server.
let package = Package(
    name: "bench-forecast",
    targets: [
        .target(name: "Model", swiftSettings: house),
        .target(name: "Forecasting", dependencies: ["Model"], swiftSettings: house),
        .executableTarget(name: "bench-forecast", dependencies: ["Model", "Forecasting"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
