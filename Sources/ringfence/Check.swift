internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Store

/// Where a centre's data and keys lie, for commands that take the folder's lock.
struct CentreFolders: ParsableArguments {
    @Option(help: "The data folder.") var data: String
    @Option(help: "The key folder, outside the data folder.") var keys: String

    /// Opens the store under the lock; a commit that cannot be synced ends the process with 74.
    func open() throws -> Store {
        let folder = try DataFolder(at: URL(filePath: data))
        let keys = try KeyFolder(at: URL(filePath: keys), origin: "ringfence", data: URL(filePath: data))
        return try Store(folder: folder, keys: keys, world: .system) { error in
            FileHandle.standardError.write(Data("the disk did not keep what it was given: \(error)\n".utf8))
            Foundation.exit(74)
        }
    }
}

extension World {
    /// The system's clock and random source: only here, at the edge.
    static var system: World {
        World(
            now: { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) },
            newID: { UInt128.random(in: .min ... .max) }
        )
    }
}

/// Compares rows, journal and contents with each other; changes nothing.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Compare rows, journal and contents; changes nothing.")

    @OptionGroup var folders: CentreFolders

    func run() throws { try report(try folders.open().check()) }
}

/// Builds all tables from the journal into a new file and compares them with those in use.
struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Rebuild the tables from the journal and compare.")

    @OptionGroup var folders: CentreFolders
    @Argument(help: "The new database to write.") var file: String

    func run() throws { try report(try folders.open().rebuild(into: URL(filePath: file))) }
}

private func report(_ findings: [StoreFinding]) throws {
    for finding in findings { print(finding) }
    guard findings.isEmpty else { throw ExitCode.failure }
    print("everything agrees")
}
