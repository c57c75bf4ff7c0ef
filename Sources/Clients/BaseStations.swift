public import DeviceFormats
public import Devices
internal import Domain

/// The base stations of one site, each with its own sign-in at the broker.
public struct BaseStations: Sendable {
    /// How often each looks at what is due to be sent again.
    private static let beat = Duration.seconds(1)

    public let all: [BaseStationClient]
    private let byName: [String: BaseStationClient]

    public init(
        _ devices: [BrokerCredentials],
        at address: BrokerAddress,
        centre: String,
        clock: ServerClock
    ) throws {
        all = try devices.map { try BaseStationClient($0, at: address, centre: centre, clock: clock) }
        byName = Dictionary(all.map { ($0.device, $0) }) { first, _ in first }
    }

    /// Hands a frame to its base station; false where there is none of that name.
    @discardableResult
    public func keep(_ frame: Frame) async -> Bool {
        guard let station = byName[frame.identity.device.text] else { return false }
        await station.keep(frame)
        return true
    }

    /// Keeps all connections up until cancelled.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            for station in all { group.addTask { await station.run() } }
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.beat)
                for station in all { station.tick() }
            }
        }
    }

    public func tally() async -> BaseStationClient.Tally {
        var sum = BaseStationClient.Tally()
        for station in all { sum = await sum + station.tally }
        return sum
    }

    /// Frames that nobody has answered yet.
    public func waiting() async -> Int {
        var sum = 0
        for station in all { sum += await station.waiting }
        return sum
    }
}
