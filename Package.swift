// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// One build serves the product and its tests: in release, tests see internal names. They themselves need no optimising.
let product = strict + [.unsafeFlags(["-enable-testing"], .when(configuration: .release))]
let tests = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// A filter of squares and sixteen numbers at once is thirty times slower unoptimised: debug tests would take minutes.
let alwaysOptimised = product + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "ringfence",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .target(name: "Domain", swiftSettings: product),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: tests),
        .testTarget(name: "TidyTests", swiftSettings: tests),
        .target(name: "Premises", dependencies: ["Domain"], swiftSettings: product),
        .target(name: "Policy", dependencies: ["Domain", "Premises"], swiftSettings: product),
        .target(
            name: "CentreFiles",
            dependencies: [
                "Domain", "Premises", "Policy", .product(name: "Yams", package: "Yams"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: product
        ),
        .testTarget(name: "PremisesTests", dependencies: ["Domain", "Premises"], swiftSettings: tests),
        .testTarget(name: "PolicyTests", dependencies: ["Domain", "Premises", "Policy"], swiftSettings: tests),
        .testTarget(
            name: "StaysTests",
            dependencies: ["Domain", "Premises", "Policy", "Stays"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "AlarmsTests",
            dependencies: ["Domain", "Premises", "Policy", "Alarms"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "CentreFilesTests",
            dependencies: ["CentreFiles", "Domain", "Premises", "Policy"],
            swiftSettings: tests
        ),
        .target(name: "Stays", dependencies: ["Domain", "Premises", "Policy"], swiftSettings: product),
        .target(name: "Alarms", dependencies: ["Domain", "Premises", "Policy"], swiftSettings: product),
        .target(
            name: "Tracking",
            dependencies: ["Domain", "Premises", .product(name: "RealModule", package: "swift-numerics")],
            swiftSettings: alwaysOptimised
        ),
        .target(
            name: "Journal",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: product
        ),
        .testTarget(
            name: "JournalTests",
            dependencies: ["Journal", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.copy("Vectors"), .copy("Golden")],
            swiftSettings: tests
        ),
        .testTarget(
            name: "TrackingTests",
            dependencies: ["Tracking", "Domain", "Premises", "DeviceFormats", "CZlib"],
            swiftSettings: tests
        ),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "DeviceFormats", dependencies: ["Domain", "Premises", "Tracking"], swiftSettings: product),
        .executableTarget(
            name: "ringfence-fuzz",
            dependencies: ["DeviceFormats", "Tracking"],
            path: "Sources/Fuzz",
            swiftSettings: product
        ),
        .executableTarget(
            name: "ringfence-bench",
            dependencies: [
                "Domain", "Premises", "Policy", "Tracking", "Stays", "Alarms", "Events", "DeviceFormats", "CentreFiles",
                "Simulation", "Journal", "Store",
            ],
            path: "Sources/Bench",
            swiftSettings: product
        ),
        .testTarget(
            name: "DeviceFormatsTests",
            dependencies: ["DeviceFormats", "Domain", "Premises", "Tracking", "ringfence-fuzz"],
            swiftSettings: tests
        ),
        .systemLibrary(name: "CMosquitto", pkgConfig: "libmosquitto", providers: [.apt(["libmosquitto-dev"])]),
        .target(
            name: "Devices",
            dependencies: [
                "CMosquitto", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: product
        ),
        .testTarget(
            name: "DevicesTests",
            dependencies: [
                "Devices", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: tests
        ),
        .target(
            name: "Certificates",
            dependencies: [
                "Domain", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
            ],
            swiftSettings: product
        ),
        .testTarget(
            name: "CertificatesTests",
            dependencies: ["Certificates", "Domain", .product(name: "NIOSSL", package: "swift-nio-ssl")],
            swiftSettings: tests
        ),
        .target(
            name: "Web",
            dependencies: [
                "Certificates", "Domain", "Premises", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Mustache", package: "swift-mustache"), .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Templates"), .copy("Assets"), .copy("Strings"), .copy("OpenAPI")],
            swiftSettings: product
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Domain", "Premises", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            exclude: ["Golden"],
            swiftSettings: tests
        ),
        .target(
            name: "Simulation",
            dependencies: [
                "Domain", "Premises", "Policy", "Tracking", "DeviceFormats",
                .product(name: "RealModule", package: "swift-numerics"),
            ],
            exclude: ["residuals.py"],
            swiftSettings: alwaysOptimised
        ),
        .testTarget(
            name: "SimulationTests",
            dependencies: ["Simulation", "Domain", "Premises", "Policy", "Tracking", "DeviceFormats"],
            swiftSettings: tests
        ),
        .target(
            name: "Events",
            dependencies: ["Domain", "Premises", "Policy", "Tracking", "Stays", "Alarms"],
            swiftSettings: product
        ),
        .testTarget(
            name: "EventsTests",
            dependencies: ["Events", "Domain", "Premises", "Policy", "Tracking", "Stays", "Alarms"],
            resources: [.copy("Golden")],
            swiftSettings: tests
        ),
        .target(
            name: "Store",
            dependencies: [
                "Domain", "Premises", "Policy", "Tracking", "Stays", "Alarms", "Events", "Journal", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["schema.sql"],
            resources: [.embedInCode("Migrations")],
            swiftSettings: product
        ),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Store", "Domain", "Premises", "Policy", "Tracking", "Stays", "Alarms", "Events", "Journal",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: tests
        ),
        .target(
            name: "Engine",
            dependencies: [
                "Domain", "Premises", "Policy", "Tracking", "Stays", "Alarms", "Events", "DeviceFormats", "Store",
            ],
            swiftSettings: product
        ),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "Engine", "CentreFiles", "Domain", "Premises", "Policy", "Tracking", "Stays", "Alarms", "Events",
                "DeviceFormats", "Store",
            ],
            swiftSettings: tests
        ),
        .target(
            name: "Centre",
            dependencies: [
                "Domain", "Premises", "Policy", "Tracking", "Stays", "Alarms", "Events", "Journal", "CentreFiles",
                "Certificates", "Store",
                "DeviceFormats", "Devices", "Engine", "Web", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: product
        ),
        .testTarget(
            name: "CentreTests",
            dependencies: [
                "Centre", "CentreFiles", "Domain", "Premises", "Policy", "Tracking", "Stays", "Alarms", "Events", "Engine",
                "Web", "Store",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: tests
        ),
        .target(
            name: "Rehearsal",
            dependencies: [
                "Domain", "Premises", "Policy", "Tracking", "Alarms", "Events", "DeviceFormats", "Journal",
                "Simulation",
                "CentreFiles", "Store", "Engine", "Web", "Centre", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: product
        ),
        .testTarget(
            name: "RehearsalTests",
            dependencies: [
                "Rehearsal", "CentreFiles", "Domain", "Premises", "Policy", "Stays", "Simulation", "Store", "Centre",
            ],
            swiftSettings: tests
        ),
        .target(
            name: "Clients",
            dependencies: ["Domain", "Premises", "Tracking", "DeviceFormats", "Devices", "Simulation"],
            swiftSettings: product
        ),
        .testTarget(
            name: "ClientsTests",
            dependencies: ["Clients", "Domain", "Premises", "Tracking", "DeviceFormats", "Devices", "Simulation"],
            swiftSettings: tests
        ),
        .target(
            name: "Stage",
            dependencies: [
                "Domain", "Premises", "Simulation", "Web", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Mustache", package: "swift-mustache"), .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Templates"), .copy("Assets"), .copy("Strings")],
            swiftSettings: product
        ),
        .testTarget(
            name: "StageTests",
            dependencies: ["Stage", "Domain", "Premises", "Simulation", "Web"],
            swiftSettings: tests
        ),
        .executableTarget(
            name: "ringfence",
            dependencies: [
                "Domain", "Events", "Journal", "Store", "Centre", "CentreFiles", "CZlib", "DeviceFormats", "Premises",
                "Policy", "Rehearsal", "Simulation", "Tracking", "Clients", "Devices", "Stage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: product
        ),
    ]
)
