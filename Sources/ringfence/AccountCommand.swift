internal import ArgumentParser
internal import Centre
internal import Domain
internal import Foundation

/// Who may sign in. The running server does what these commands say; without one they take the folder's lock.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Add, list and revoke accounts, and give programs tokens.",
        subcommands: [Add.self, Token.self, List.self, Revoke.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add an account; the password comes from stdin.")

        @OptionGroup var folders: FolderOptions
        @Argument(help: "The name to sign in with.") var name: String
        @Option(help: "custodian, caseOfficer, supervisor or systemAdministrator.") var role: String
        @Option(name: .customLong("case"), help: "A case that a case officer works on; may be given again.")
        var cases: [String] = []
        @Option(help: "The code of the officer who acts under it; left out, the account gets a code of its own.")
        var officer: String?
        @Flag(help: "Read the password from standard input (the only way to give it).") var passwordStdin = false

        func run() async throws {
            guard let role = Role(rawValue: role) else {
                throw ValidationError("--role is one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            guard passwordStdin, let password = readLine() else {
                throw ValidationError("give --password-stdin and the password on standard input")
            }
            // Never the sign-in name: codes stand in the journal for ever, names must be erasable.
            guard let officer = Code<Kind.Officer>(officer ?? "account-\(UInt32.random(in: .min ... .max))") else {
                throw ValidationError("--officer is the code of the officer who acts under the account")
            }
            let codes = cases.compactMap { Code<Kind.Case>($0) }
            guard codes.count == cases.count else { throw ValidationError("--case is a case number without blanks") }
            try await folders.perform(
                .addAccount(name: name, officer: officer, role: role, cases: codes, password: password)
            )
        }
    }

    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give a program a token for the API.")

        @OptionGroup var folders: FolderOptions
        @Argument(help: "The account's sign-in name.") var name: String
        @Option(help: "How long it is valid.") var hours: Int

        func run() async throws {
            guard (1...2_160).contains(hours) else { throw ValidationError("--hours is 1 to 2160 (90 days)") }
            try await folders.perform(.newToken(name: name, hours: hours))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts.")

        @OptionGroup var folders: FolderOptions

        func run() async throws { try await folders.perform(.listAccounts) }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an account's rights away, with its sessions and tokens."
        )

        @OptionGroup var folders: FolderOptions
        @Argument(help: "The account's sign-in name.") var name: String

        func run() async throws { try await folders.perform(.revokeAccount(name: name)) }
    }
}
