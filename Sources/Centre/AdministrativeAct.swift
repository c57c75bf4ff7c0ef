internal import DeviceFormats
public import Domain
internal import Engine
internal import Events
internal import Foundation
internal import Premises
internal import Store

/// What the commands `account` and `device` ask for: done by the running server, or under the lock of a stopped one.
public enum AdministrativeAct: Sendable, Codable {
    case addAccount(
        name: String,
        officer: Code<Kind.Officer>,
        role: Role,
        cases: [Code<Kind.Case>],
        password: String
    )
    case newToken(name: String, hours: Int)
    case listAccounts
    case revokeAccount(name: String)
    case addDevices([Code<Kind.Device>], baseStations: [BaseStationCode], isLocator: Bool)
    case listDevices
    case revokeDevice(Code<Kind.Device>)
    case writeBrokerFiles(folder: String, port: Int)

    public typealias BaseStationCode = Code<Kind.BaseStation>

    /// Why it was not done, in a sentence for whoever typed it.
    public struct Refusal: Error, Hashable, Sendable {
        public let sentence: String
    }

    /// Does it; the lines are for standard output.
    func perform(on store: Store, centre: String?, keys: URL) async throws -> [String] {
        do {
            return try await perform(store, centre, keys)
        } catch let refusal as AccessRefusal {
            throw Refusal(sentence: refusal.sentence)
        }
    }

    private func perform(_ store: Store, _ centre: String?, _ keys: URL) async throws -> [String] {
        switch self {
        case .addAccount(let name, let officer, let role, let cases, let password):
            _ = try await store.addAccount(
                name: name,
                officer: officer,
                role: role,
                cases: cases,
                password: password
            )
            return []
        case .newToken(let name, let hours):
            return [try await store.newToken(for: try account(name, in: store), lasting: .hours(Int64(hours)))]
        case .listAccounts:
            return try store.accounts().map { account in
                let name = try store.name(of: account.id) ?? "—"
                let state = account.isOpen ? "open" : "revoked"
                return "\(name)\t\(account.role.rawValue)\t\(account.officer)\t\(state)"
            }
        case .revokeAccount(let name):
            try await store.revokeAccount(try account(name, in: store))
            return []
        case .addDevices(let ids, let named, let isLocator):
            var lines: [String] = []
            for id in ids {
                let own = named.isEmpty ? [Code(checked: id.text)] : named
                let token = try await store.addDevice(
                    id,
                    baseStations: isLocator ? [] : own,
                    brokerHash: Centre.brokerHash
                )
                lines.append("\(id)\t\(token)")
            }
            return lines
        case .listDevices:
            return try store.devices().map { "\($0.id)\t\($0.baseStations.map(\.text).joined(separator: " "))" }
        case .revokeDevice(let id):
            try await store.revokeDevice(id)
            return []
        case .writeBrokerFiles(let folder, let port):
            guard let centre else {
                throw Refusal(sentence: "before the first start of the server say --name CODE, the code of centre.yaml")
            }
            try Centre.writeBrokerFiles(of: store, centre: centre, keys: keys, to: URL(filePath: folder), port: port)
            return []
        }
    }

    /// Whether the intake has to learn of it.
    var changesDevices: Bool {
        switch self {
        case .addDevices, .revokeDevice: true
        case .addAccount, .newToken, .listAccounts, .revokeAccount, .listDevices, .writeBrokerFiles: false
        }
    }

    private func account(_ name: String, in store: Store) throws -> ID<Kind.Account> {
        guard let account = try store.account(named: name) else { throw AccessRefusal.accountUnknown }
        return account
    }
}

extension CentreFolders {
    /// Lets the running server do it, or does it under the lock where none runs.
    ///
    /// - Throws: `DataFolder.Locked` where something else holds the folder, `AdministrativeAct.Refusal`.
    public func perform(
        _ act: AdministrativeAct,
        clock: Configuration.DemonstrationClock?,
        syncFailed: @escaping @Sendable (any Error) -> Void
    ) async throws -> [String] {
        do {
            let store = try await open(clock: clock, syncFailed: syncFailed)
            let lines = try await act.perform(on: store, centre: name ?? Self.code(of: store), keys: keys)
            if store.keys.isNamed { try store.seal() }
            return lines
        } catch let locked as DataFolder.Locked {
            guard let reply = try LocalDoor.ask(act, in: data) else { throw locked }
            return try reply.get()
        }
    }
}

extension AccessRefusal {
    fileprivate var sentence: String {
        switch self {
        case .nameUnfit: "a sign-in name has 1 to 64 characters"
        case .nameTaken: "an account of this name is there already"
        case .passwordUnfit: "a password has 8 to 256 characters"
        case .accountUnknown: "no open account has this name"
        case .deviceUnknown: "no device has this id"
        }
    }
}
