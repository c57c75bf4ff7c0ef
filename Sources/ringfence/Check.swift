internal import ArgumentParser
internal import Centre
internal import Foundation
internal import Journal
internal import Store

/// Where a centre's data and keys lie, for commands that take the folder's lock.
struct FolderOptions: ParsableArguments {
    @Option(help: "The data folder.") var data: String
    @Option(help: "The key folder, outside the data folder.") var keys: String
    @Option(help: "The centre's code, where a command before the server's first start needs it.") var name: String?
    @Option(help: "The clock T@X of a demonstration centre, in the very first command.") var clock: String?

    /// Opens the store under the lock; a commit that cannot be synced ends the process with 74.
    func open() async throws -> Store {
        try await whole { folders, clock in try await folders.open(clock: clock, syncFailed: Self.syncFailed) }
    }

    /// Lets the running server do it, or does it under the lock; prints the lines it answers.
    func perform(_ act: AdministrativeAct) async throws {
        let lines = try await whole { folders, clock in
            try await folders.perform(act, clock: clock, syncFailed: Self.syncFailed)
        }
        for line in lines { print(line) }
    }

    private func whole<Value>(
        _ work: (CentreFolders, Configuration.DemonstrationClock?) async throws -> Value
    ) async throws -> Value {
        var demonstration: Configuration.DemonstrationClock?
        if let clock {
            demonstration = Configuration.DemonstrationClock(clock)
            if demonstration == nil { throw ValidationError("--clock is T@X, as 2026-03-02T08:00:00+08:00@60") }
        }
        let folders = CentreFolders(data: URL(filePath: data), keys: URL(filePath: keys), name: name)
        do {
            return try await work(folders, demonstration)
        } catch let locked as DataFolder.Locked {
            Self.end("another process uses this folder (\(locked.path)); stop it for this command", code: 75)
        } catch let refusal as StartRefusal {
            Self.end(refusal.sentence, code: refusal.exitCode)
        } catch let refusal as AdministrativeAct.Refusal {
            Self.end(refusal.sentence, code: 1)
        } catch let fault as KeyFolder.Fault {
            Self.end(fault.sentence, code: 78)
        } catch let fault as JournalFault {
            Self.end("the journal is older than, or other than, what was signed: \(fault)", code: 79)
        }
    }

    @Sendable private static func syncFailed(_ error: any Error) {
        end("the disk did not keep what it was given: \(error)", code: 74)
    }

    private static func end(_ sentence: String, code: Int32) -> Never {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
        Foundation.exit(code)
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

    func validate() throws {
        if FileManager.default.fileExists(atPath: file) {
            throw ValidationError("\(file) is there already; name a file that is not, it is written anew")
        }
    }

    func run() async throws { try report(try await folders.open().rebuild(into: URL(filePath: file))) }
}

private func report(_ findings: [StoreFinding]) throws {
    for finding in findings { print(finding) }
    guard findings.isEmpty else { throw ExitCode.failure }
    print("everything agrees")
}
