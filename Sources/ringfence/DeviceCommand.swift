internal import ArgumentParser
internal import Centre
internal import Domain
internal import Foundation
internal import Premises

/// Which devices may speak for which base stations. The running server does what these commands say.
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
            let devices = try ids.map { try DeviceCommand.id($0) }
            let named = stations.compactMap { BaseStation.ID($0) }
            guard named.count == stations.count else { throw ValidationError("--station is the id of a base station") }
            try await folders.perform(.addDevices(devices, baseStations: named, isLocator: locator))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the devices that may speak.")

        @OptionGroup var folders: FolderOptions

        func run() async throws { try await folders.perform(.listDevices) }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a device's voice away.")

        @OptionGroup var folders: FolderOptions
        @Argument(help: "The device's id.") var id: String

        func run() async throws { try await folders.perform(.revokeDevice(DeviceCommand.id(id))) }
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
            let absolute = URL(filePath: folder).standardizedFileURL.path
            try await folders.perform(.writeBrokerFiles(folder: absolute, port: port))
        }
    }

    private static func id(_ text: String) throws -> Code<Kind.Device> {
        guard let id = Code<Kind.Device>(text) else {
            throw ValidationError("\(text) is no id: 1–64 letters, digits, . _ -")
        }
        return id
    }
}
