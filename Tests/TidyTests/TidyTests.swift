import Testing

/// The rules of the house, asked of every file of the tree.
struct TidyTests {
    private static let code = Result { try Tree.files(under: "Sources", endingIn: [".swift"]) }
    private static let tests = Result { try Tree.files(under: "Tests", endingIn: [".swift"]) }
    private static let scripts = Result {
        try Tree.files(under: "Scripts", endingIn: [""]) + Tree.files(under: ".ci", endingIn: [""])
    }
    private static let documents = Result { try Tree.files(under: "", endingIn: [".md"]) }

    private let manifest: Manifest

    init() throws {
        manifest = Manifest(text: try Tree.text(of: "Package.swift"))
    }

    @Test func everyFileIsShortNarrowAndWellNamed() throws {
        let files = try Self.swiftFiles

        report(files.flatMap(HouseRules.length))
        report(files.flatMap(HouseRules.functions))
        report(files.flatMap(HouseRules.width))
        report(files.flatMap(HouseRules.name))
    }

    @Test func noFileHoldsABannedWordOrAPathOfOneMachine() throws {
        let files = try Self.swiftFiles
        let others = try Self.scripts.get() + [SourceFile(path: "Makefile", text: try Tree.text(of: "Makefile"))]

        report(files.flatMap(HouseRules.words))
        report((files + others).flatMap(HouseRules.paths))
    }

    /// What people write by hand besides Swift: a browser's modules and sheets, templates, tests and tools in Python.
    @Test func everyOtherTextOfOursIsShort() throws {
        let endings = [".py", ".js", ".css", ".mustache", ".sql", ".c", ".h", ".sh"]
        let files = try Tree.files(under: "", endingIn: endings) + Self.scripts.get()

        for ending in endings.prefix(4) {
            #expect(files.contains { $0.path.hasSuffix(ending) }, "no file ending in \(ending) was found")
        }
        #expect(files.count >= 60, "the files were not found")
        report(files.flatMap(HouseRules.length))
    }

    @Test func everyScriptIsShort() throws {
        let scripts = try Self.scripts.get().filter { $0.lines.first?.hasSuffix("sh") == true }

        #expect(scripts.count >= 3, "the scripts were not found")
        report(
            scripts.filter { $0.lines.count >= HouseRules.longestScript }
                .map { "\($0.path): \($0.lines.count) lines; a script stays under \(HouseRules.longestScript)" }
        )
    }

    @Test func pureTargetsTakeTimeDiceAndTheWorldAsArguments() throws {
        let files = try Self.swiftFiles.filter { manifest.target(holding: $0.path).map(isPure) ?? false }

        #expect(manifest.pure.isSuperset(of: ["Domain", "Premises", "Stays", "Alarms", "Tracking", "Journal"]))
        #expect(manifest.pure.isDisjoint(with: ["Store", "Web", "CentreFiles"]))
        #expect(files.count >= 50, "the files of the pure targets were not found")
        report(files.flatMap { PurityRules.imports($0, manifest) })
        report(files.flatMap { PurityRules.calls($0, manifest) })
    }

    @Test func everyTargetSeesOnlyWhatItDeclares() throws {
        report(try Self.swiftFiles.flatMap { ArrowRules.imports($0, manifest) })
    }

    @Test func arrowsPointDownAndAreDrawn() throws {
        #expect(manifest.targets.count >= 10, "the targets of Package.swift were not found")
        report(ArrowRules.forbidden(manifest))
        report(ArrowRules.undrawn(manifest, in: try Tree.text(of: "ARCHITECTURE.md")))
    }

    @Test func whatADocumentPointsToIsThere() throws {
        let documents = try Self.documents.get()
        let notes = try Tree.files(under: "docs/design", endingIn: [".md"]).map(\.name)

        #expect(documents.count >= 5 && !notes.isEmpty, "the documents were not found")
        report(try (documents + Self.swiftFiles).flatMap { DocumentRules.designNotes($0, existing: notes) })
        report(documents.flatMap { DocumentRules.links($0, exists: Tree.exists) })
    }

    @Test(arguments: [("README.md", 80), ("README.zh-CN.md", 80), ("CONTRIBUTING.md", 120)])
    func whatANewcomerReadsFirstIsShort(_ path: String, _ limit: Int) throws {
        let lines = SourceFile(path: path, text: try Tree.text(of: path)).lines.count

        #expect((10...limit).contains(lines), "\(path) has \(lines) lines")
    }

    /// Sources and tests, never an empty list. The tests of these rules hold planted faults and are left out.
    private static var swiftFiles: [SourceFile] {
        get throws {
            let files = try code.get() + tests.get().filter { $0.name != "PlantedFaultTests.swift" }
            try #require(files.count >= 100, "the source files were not found")
            return files
        }
    }

    private func isPure(_ target: Manifest.Target) -> Bool {
        manifest.pure.contains(target.name)
    }

    private func report(_ complaints: [String], at place: SourceLocation = #_sourceLocation) {
        for complaint in complaints { Issue.record("\(complaint)", sourceLocation: place) }
    }
}
