// swift-tools-version: 6.3
import PackageDescription

/// Settings of every target of ours; packages keep their own.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let coreMetrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// A room of the house; see docs/architecture.md for the floors. A target may only name targets of floors below it.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: house)
}

/// The tests of a room.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: house)
}

let package = Package(
    name: "fuellort",
    products: [
        .executable(name: "fuellort", targets: ["fuellort"]),
        .executable(name: "fuellort-simulator", targets: ["fuellort-simulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Cellar
        .systemLibrary(name: "CMosquitto", pkgConfig: "libmosquitto", providers: [.apt(["libmosquitto-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Reads OpenStreetMap files; headers of libosmium and protozero, the libraries below
        .target(
            name: "COsmium",
            linkerSettings: [.linkedLibrary("z"), .linkedLibrary("expat"), .linkedLibrary("pthread")]),
        // Ground
        room("Model"),
        room("Routing"),
        room("Sentences"),
        // Floor 1
        room("Decoding", ["Model"]),
        room("Forecasting", ["Model"]),
        room("Roads", ["Model", "COsmium", yams]),
        room("MQTT", ["CMosquitto"]),
        room("TownFiles", ["Model", "Sentences", yams]),
        room("Simulation", ["Model"]),
        room("Settings", [yams]),
        room("Alarms", ["Model"]),
        // Floor 2
        room("Store", ["Model"]),
        room("StoreSQLite", ["Model", "Store", grdb]),
        room("Planning", ["Model", "Routing", "Sentences"]),
        room("RoadServers", ["Model", "Roads", asyncHTTPClient, nioCore, nioHTTP1]),
        room("Reports", ["Model", "Sentences"]),
        // Floor 3
        room(
            "Ingest",
            ["Model", "Decoding", "Forecasting", "Alarms", "Store", "MQTT", "Reports", logging, lifecycle, crypto]),
        room("Season", ["Model", "Forecasting", "Roads", "Planning", "Simulation"]),
        room("Dispatching", ["Model", "Sentences", "Forecasting", "Roads", "TownFiles", "Planning", "Store", "Reports"]),
        // Floor 4
        .target(
            name: "Web",
            dependencies: [
                "Model", "Sentences", "Reports", "Planning", "Roads", "Routing", hummingbird, logging, coreMetrics, lifecycle,
                httpTypes, nioCore, "CZlib", crypto,
            ],
            resources: [.copy("Resources/assets")], swiftSettings: house),
        // Roof
        .executableTarget(
            name: "fuellort",
            dependencies: [
                "Model", "Forecasting", "Routing", "Roads", "RoadServers", "Store", "StoreSQLite", "TownFiles", "Settings",
                "Reports", "MQTT", "Ingest", "Alarms", "Decoding",
                "Dispatching", "Planning",
                "Web",
                argumentParser, lifecycle, unixSignals, logging, metrics, yams,
            ],
            swiftSettings: house),
        .executableTarget(
            name: "fuellort-simulator",
            dependencies: ["Model", "Roads", "TownFiles", "MQTT", "Simulation", "Season", argumentParser],
            path: "simulator",
            exclude: ["demo.sh"],
            swiftSettings: house),

        // Tests; what several of them need stands under Tests/Support
        .target(
            name: "TestBroker", dependencies: [.product(name: "GRDBSQLite", package: "GRDB.swift")],
            path: "Tests/Support/TestBroker", swiftSettings: house),
        .executableTarget(
            name: "IngestProbe",
            dependencies: ["Ingest", "MQTT", "Model", "Store", "StoreSQLite", lifecycle, unixSignals, logging],
            path: "Tests/Support/IngestProbe", swiftSettings: house),
        tests("SettingsTests", ["Settings"]),
        tests("ModelTests", ["Model"]),
        tests("SentencesTests", ["Sentences"]),
        tests("AlarmsTests", ["Alarms", "Model"]),
        tests("RoadsTests", ["Roads", "Model", "COsmium"]),
        tests("RoadServersTests", ["RoadServers", "Roads", "Model", hummingbird, lifecycle, nioCore, logging]),
        tests("RoutingTests", ["Routing"]),
        tests(
            "WebTests",
            [
                "Web", "Sentences", "Reports", "Routing", "Model", "TownFiles", hummingbird, hummingbirdTesting, logging,
                coreMetrics,
                httpTypes, nioCore,
                lifecycle,
            ]),
        tests("DecodingTests", ["Decoding", "Model"]),
        tests("ForecastingTests", ["Forecasting", "Model"]),
        tests("TownFilesTests", ["TownFiles", "Sentences", "Model"]),
        tests("SimulationTests", ["Simulation", "TownFiles", "Model"]),
        tests("SeasonTests", ["Season", "Simulation", "Planning", "Model"]),
        tests("PlanningTests", ["Planning", "Routing", "Model"]),
        tests("ReportsTests", ["Reports", "Model"]),
        tests("DispatchingTests", ["Dispatching", "Sentences", "Model", "Reports", "Roads", "Store", "StoreSQLite"]),
        tests("StoreSQLiteTests", ["Model", "Store", "StoreSQLite", "TestBroker", grdb]),
        tests(
            "IngestTests",
            [
                "Ingest", "Alarms", "Decoding", "Forecasting", "Reports", "MQTT", "Model", "Store", "StoreSQLite",
                "TestBroker", logging, lifecycle, crypto,
            ]),
        tests("MQTTTests", ["MQTT", "TestBroker"]),
        tests("EndToEndTests", ["MQTT", "TestBroker"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
