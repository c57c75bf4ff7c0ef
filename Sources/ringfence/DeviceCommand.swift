internal import ArgumentParser
internal import Centre
internal import Domain
internal import Events
internal import Foundation
internal import Premises
internal import Store

/// Which devices may speak for which base stations.
struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device",
        abstract: "Add, list and revoke devices.",
        subcommands: [Add.self, List.self, Revoke.self, Broker.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let devices speak; prints a line with id and token for each, once."
        )

        @OptionGroup var folders: FolderOptions
        @Argument(help: "The device's id; without --station it speaks for the base station of the same id.")
        var ids: [String]
        @Option(name: .customLong("station"), help: "A base station it speaks for; may be given again.")
        var stations: [String] = []
        @Flag(help: "It computes positions itself and speaks for no base station.") var locator = false

        func run() async throws {
            let store = try await folders.open()
            for text in ids {
                guard let id = Code<Kind.Device>(text) else {
                    throw ValidationError("\(text) is no id: 1–64 letters, digits, . _ -")
                }
                let named = (stations.isEmpty ? [text] : stations).compactMap { BaseStation.ID($0) }
                let token = try await store.addDevice(
                    id,
                    baseStations: locator ? [] : named,
                    brokerHash: Centre.brokerHash
                )
                print("\(text)\t\(token)")
            }
            try store.seal()
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the devices that may speak.")

        @OptionGroup var folders: FolderOptions

        func run() async throws {
            for device in try await folders.open().devices() {
                print("\(device.id)\t\(device.baseStations.map(\.text).joined(separator: " "))")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a device's voice away.")

        @OptionGroup var folders: FolderOptions
        @Argument(help: "The device's id.") var id: String

        func run() async throws {
            let store = try await folders.open()
            try await store.revokeDevice(Code(checked: id))
            try store.seal()
        }
    }

    struct Broker: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the broker's configuration, passwords and rights for the devices there are."
        )

        @OptionGroup var folders: FolderOptions
        @Argument(help: "The folder for mosquitto.conf, passwords and rights.") var folder: String
        @Option(help: "The port of the broker on the loopback.") var port: Int

        func run() async throws {
            guard (1...65_535).contains(port) else { throw ValidationError("--port is 1 to 65535") }
            try Centre.writeBrokerFiles(
                of: try await folders.open(),
                centre: folders.name,
                keys: URL(filePath: folders.keys),
                to: URL(filePath: folder),
                port: port
            )
        }
    }
}
