import Foundation

/// The working tree that these tests stand in.
enum Tree {
    /// The folder that holds Package.swift, two above this file's folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Folders that hold nothing of ours: what the build makes, what a run leaves behind, the history.
    private static let skipped: Set<String> = [
        ".build", ".git", ".swiftpm", ".venv", "var", "Vectors", "__pycache__",
    ]

    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// Every file under `folder` that ends in one of `endings`, in the order of their paths.
    static func files(under folder: String, endingIn endings: [String]) throws -> [SourceFile] {
        try paths(under: folder).sorted()
            .filter { path in endings.contains { path.hasSuffix($0) } }
            .map { SourceFile(path: $0, text: try text(of: $0)) }
    }

    private static func paths(under folder: String) throws -> [String] {
        let place = folder.isEmpty ? root : root.appending(path: folder).resolvingSymlinksInPath()
        guard FileManager.default.fileExists(atPath: place.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: place.path).flatMap { name -> [String] in
            guard !skipped.contains(name), !name.hasPrefix(".build") else { return [] }
            let path = folder.isEmpty ? name : folder + "/" + name
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder)
            return isFolder.boolValue ? try paths(under: path) : [path]
        }
    }
}

/// One file of the tree; its path is relative to the root.
struct SourceFile: Hashable, Sendable {
    let path: String
    let text: String
    let lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        self.lines = lines
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The modules this file imports: `public import struct Domain.Instant` imports Domain.
    var imports: Set<String> {
        Set(
            lines.filter { $0.contains("import ") }.compactMap { $0.firstMatch(of: Self.importLine) }.map {
                String($0.1)
            }
        )
    }

    private static var importLine: Regex<(Substring, Substring)> {
        /^\s*(?:@\w+ )*(?:[a-z]+ )?import (?:(?:struct|class|enum|protocol|func|let|var|typealias) )?(\w+)/
    }
}
