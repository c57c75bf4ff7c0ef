internal import ArgumentParser
internal import Centre
internal import Foundation
internal import Store

/// Where a centre's data and keys lie, for commands that take the folder's lock.
struct FolderOptions: ParsableArguments {
    @Option(help: "The data folder.") var data: String
    @Option(help: "The key folder, outside the data folder.") var keys: String
    @Option(help: "The centre's code; it names the log in the very first command.") var name = "centre"
    @Option(help: "The clock T@X of a demonstration centre, in the very first command.") var clock: String?

    /// Opens the store under the lock; a commit that cannot be synced ends the process with 74.
    func open() async throws -> Store {
        var demonstration: Configuration.DemonstrationClock?
        if let clock {
            demonstration = Configuration.DemonstrationClock(clock)
            if demonstration == nil { throw ValidationError("--clock is T@X, as 2026-03-02T08:00:00+08:00@60") }
        }
        let folders = CentreFolders(data: URL(filePath: data), keys: URL(filePath: keys), name: name)
        do {
            return try await folders.open(clock: demonstration) { error in
                FileHandle.standardError.write(Data("the disk did not keep what it was given: \(error)\n".utf8))
                Foundation.exit(74)
            }
        } catch let locked as DataFolder.Locked {
            let sentence = "another process uses this folder (\(locked.path)); stop the server for this command\n"
            FileHandle.standardError.write(Data(sentence.utf8))
            Foundation.exit(75)
        }
    }
}

/// Compares rows, journal and contents with each other; changes nothing.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Compare rows, journal and contents; changes nothing.")

    @OptionGroup var folders: FolderOptions

    func run() async throws { try report(try await folders.open().check()) }
}

/// Builds all tables from the journal into a new file and compares them with those in use.
struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Rebuild the tables from the journal and compare.")

    @OptionGroup var folders: FolderOptions
    @Argument(help: "The new database to write.") var file: String

    func run() async throws { try report(try await folders.open().rebuild(into: URL(filePath: file))) }
}

private func report(_ findings: [StoreFinding]) throws {
    for finding in findings { print(finding) }
    guard findings.isEmpty else { throw ExitCode.failure }
    print("everything agrees")
}
