import Testing

/// Each rule of the house notices the fault it is for, and lets the honest neighbour of that fault pass.
struct PlantedFaultTests {
    private let manifest = Manifest(
        text: """
            let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
            let package = Package(
                name: "sample",
                targets: [
                    .target(name: "Domain", swiftSettings: strict),
                    .target(
                        name: "Journal", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
                        swiftSettings: strict),
                    .target(name: "Stays", dependencies: ["Domain"], swiftSettings: strict),
                    .target(name: "Store", dependencies: ["Stays", "Journal", grdb], swiftSettings: strict),
                    .target(name: "Followers", dependencies: ["Store"], swiftSettings: strict),
                    .target(name: "Devices", dependencies: ["CMosquitto"]),
                    .systemLibrary(name: "CMosquitto", pkgConfig: "libmosquitto"),
                    .target(name: "Web", dependencies: ["Devices"]),
                    .target(name: "Centre", dependencies: ["Web"]),
                    .target(name: "Region", dependencies: ["Centre"]),
                    .executableTarget(name: "sample-run", dependencies: ["Centre"], path: "Sources/Run"),
                    .testTarget(name: "StaysTests", dependencies: ["Stays"]),
                ]
            )
            """
    )

    @Test func theManifestIsReadAsSwiftPMReadsIt() {
        #expect(manifest.targets.count == 12)
        #expect(manifest.pure == ["Domain", "Journal", "Stays"])
        #expect(manifest.target("Store")?.targets == ["Stays", "Journal"])
        #expect(manifest.target("Store")?.products == ["GRDB"])
        #expect(manifest.target(holding: "Sources/Run/Main.swift")?.name == "sample-run")
        #expect(manifest.target(holding: "Tests/StaysTests/StayTests.swift")?.name == "StaysTests")
        #expect(manifest.closure(of: "Followers") == ["Store", "Stays", "Journal", "Domain"])
    }

    @Test(arguments: ["Sources/Stays/Stay.swift", "Tests/StaysTests/StayTests.swift", "Sources/Web/Assets/site.css"])
    func aFileThatIsTooLongIsNamed(_ path: String) {
        let longest = String(repeating: "let a = 1\n", count: 400)

        #expect(HouseRules.length(SourceFile(path: path, text: longest)).isEmpty)
        #expect(HouseRules.length(SourceFile(path: path, text: longest + "let b = 2\n")).count == 1)
    }

    @Test(arguments: ["    public static func walk() {", "    init() {", "    @Test func aRule() throws {"])
    func aFunctionThatIsTooLongIsNamed(_ head: String) {
        let body = String(repeating: "        step()\n", count: HouseRules.longestFunction - 2)

        #expect(HouseRules.functions(stays("struct A {\n\(head)\n\(body)    }\n}\n")).isEmpty)
        #expect(
            HouseRules.functions(stays("struct A {\n\(head)\n\(body)        step()\n    }\n}\n")) == [
                "Sources/Stays/Stay.swift:2 a function of 71 lines"
            ]
        )
    }

    @Test func aLineThatIsTooWideIsNamedWithItsNumber() {
        let line = String(repeating: "x", count: 120)

        #expect(HouseRules.width(stays("\n\(line)\n")).isEmpty)
        #expect(HouseRules.width(stays("\n\(line)x\n")) == ["Sources/Stays/Stay.swift:2 is wider than 120 columns"])
    }

    @Test(arguments: HouseRules.bannedEverywhere)
    func aBannedWordIsNamed(_ word: String) {
        #expect(HouseRules.words(stays("let a = b\(word)c")).count == 1)
        #expect(HouseRules.words(stays("let asked = try? load()")).isEmpty)
    }

    @Test func aSleepingTestIsNamed() {
        let text = "try await Task.sleep(for: .seconds(1))"

        #expect(HouseRules.words(SourceFile(path: "Tests/StaysTests/StayTests.swift", text: text)).count == 1)
        #expect(HouseRules.words(stays(text)).isEmpty)
    }

    @Test(arguments: [
        "Sources/Stays/StayUtils.swift", "Sources/Common/Stay.swift", "Sources/Web/PageManager.swift",
        "Sources/Web/BasePage.swift", "Tests/StaysTests/Helpers.swift", "Sources/Misc/A.swift",
        "Sources/Stays/Base.swift",
    ])
    func aVagueNameIsNamed(_ path: String) {
        #expect(HouseRules.name(SourceFile(path: path, text: "")).count == 1)
    }

    @Test(arguments: [
        "Sources/Premises/BaseStation.swift", "Sources/Journal/Base64.swift", "Sources/Store/Database.swift",
    ])
    func aNameThatSaysWhatTheFileHoldsPasses(_ path: String) {
        #expect(HouseRules.name(SourceFile(path: path, text: "")).isEmpty)
    }

    @Test func aPathOfOneMachineIsNamed() {
        #expect(HouseRules.paths(stays("let a = \"/home/me/data\"")).count == 1)
        #expect(HouseRules.paths(stays("cd /work/main")).count == 1)
        #expect(HouseRules.paths(stays("let link = \"pages/home/index\"")).isEmpty)
    }

    @Test func aPureTargetMayImportOnlyWhatItDeclares() {
        #expect(PurityRules.imports(stays("public import Domain\n"), manifest).isEmpty)
        #expect(PurityRules.imports(stays("import Foundation\n"), manifest).count == 1)
        #expect(PurityRules.imports(stays("import FoundationEssentials\n"), manifest).count == 1)
        #expect(PurityRules.imports(stays("private import struct Glibc.time_t\n"), manifest).count == 1)
        #expect(PurityRules.imports(store("internal import Foundation\n"), manifest).isEmpty)
    }

    @Test(arguments: PurityRules.bannedCalls + ["print("])
    func aPureTargetThatTouchesTheWorldIsNamed(_ call: String) {
        #expect(PurityRules.calls(stays("let a = \(call)"), manifest).count == 1)
        #expect(PurityRules.calls(stays("// let a = \(call)"), manifest).isEmpty)
        #expect(PurityRules.calls(store("let a = \(call)"), manifest).isEmpty)
    }

    @Test func aPureTargetRollsDiceOnlyWithTheCallersGenerator() {
        #expect(PurityRules.calls(stays("let a = Int.random(in: 0..<6)"), manifest).count == 1)
        #expect(PurityRules.calls(stays("let a = Int.random(in: 0..<6, using: &dice)"), manifest).isEmpty)
        #expect(PurityRules.calls(stays("let a = fingerprint(of: key)"), manifest).isEmpty)
    }

    @Test func anImportThatTheTargetDoesNotDeclareIsNamed() {
        #expect(ArrowRules.imports(stays("import Domain\n"), manifest).isEmpty)
        #expect(ArrowRules.imports(stays("public import Journal\n"), manifest).count == 1)
        #expect(ArrowRules.imports(stays("@testable import struct Store.Row\n"), manifest).count == 1)
        #expect(ArrowRules.imports(SourceFile(path: "Sources/Lost/Lost.swift", text: ""), manifest).count == 1)
    }

    @Test func arrowsThatPointUpAreNamed() {
        #expect(
            ArrowRules.forbidden(manifest) == [
                "Web sees Devices", "Region sees Devices and Web: only Centre wires them", "Region sees Centre",
            ]
        )
    }

    @Test func anArrowMissingFromTheDrawingIsNamed() {
        let sample = Manifest(
            text: """
                let package = Package(
                    targets: [
                        .target(name: "Domain"),
                        .target(name: "Stays", dependencies: ["Domain"]),
                        .target(name: "Store", dependencies: ["Domain", "Stays"]),
                    ]
                )
                """
        )
        let drawing = "Domain  ids of every kind   ← nothing\nStore   SQLite  ← Stays (GRDB)\n"

        #expect(
            Set(ArrowRules.undrawn(sample, in: drawing)) == [
                "ARCHITECTURE.md does not draw Stays", "ARCHITECTURE.md does not draw Store ← Domain",
            ]
        )
    }

    @Test func aLinkToNothingIsNamed() {
        let text = "See docs/design/0009-gone.md, docs/design/0001 and [this](guide/gone.md)."
        let file = SourceFile(path: "docs/README.md", text: text)

        #expect(
            DocumentRules.designNotes(file, existing: ["0001-journal-format.md"]) == [
                "docs/README.md: there is no docs/design/0009-gone.md"
            ]
        )
        #expect(DocumentRules.links(file) { _ in false } == ["docs/README.md: guide/gone.md is not there"])
        #expect(DocumentRules.links(file) { $0 == "docs/guide/gone.md" }.isEmpty)
    }

    private func stays(_ text: String) -> SourceFile {
        SourceFile(path: "Sources/Stays/Stay.swift", text: text)
    }

    private func store(_ text: String) -> SourceFile {
        SourceFile(path: "Sources/Store/Store.swift", text: text)
    }
}
