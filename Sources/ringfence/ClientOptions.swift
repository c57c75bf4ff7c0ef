internal import ArgumentParser
internal import Clients
internal import Devices
internal import Domain
internal import Foundation

/// How a client reaches the centre: the same addresses that anybody else would use.
struct ClientOptions: ParsableArguments {
    @Option(help: "The server, as http://127.0.0.1:8080.") var server: String
    @Option(help: "A file with the token of an account, as `ringfence account token` prints it.") var token: String
    @Option(help: "The broker, as mqtt://127.0.0.1:1883.") var mqtt: String
    @Option(help: "The file with what `ringfence device add` printed: a line `id<TAB>token` for each base station.")
    var devices: String
    @Option(help: "How many times as fast the server's clock runs.") var speed = 1.0

    func validate() throws {
        guard speed > 0, speed <= 60 else { throw ValidationError("--speed is 1 to 60") }
        guard BrokerAddress(url: mqtt) != nil else { throw ValidationError("--mqtt is mqtt://HOST:PORT") }
        guard let url = URL(string: server), url.host != nil else {
            throw ValidationError("--server is an address such as http://127.0.0.1:8080")
        }
    }

    func api() throws -> APIClient {
        guard let url = URL(string: server) else { throw ValidationError("--server is an address") }
        guard let text = try? String(contentsOf: URL(filePath: token), encoding: .utf8) else {
            throw ValidationError("--token is a file with a token; \(token) cannot be read")
        }
        return APIClient(server: url, token: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// The server's clock, asked until the server answers.
    func clock(_ api: APIClient) async throws -> ServerClock {
        let lastTry = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < lastTry {
            if let reading = try? await api.clock() {
                let clock = ServerClock(site: reading.told, speed: speed)
                clock.correct(reading)
                return clock
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        let reading = try await api.clock()
        return ServerClock(site: reading.told, speed: speed)
    }

    func baseStations(centre: String, clock: ServerClock) throws -> BaseStations {
        guard let address = BrokerAddress(url: mqtt) else { throw ValidationError("--mqtt is mqtt://HOST:PORT") }
        let devices = try DeviceList.read(URL(filePath: devices))
        return try BaseStations(devices, at: address, centre: centre, clock: clock)
    }

    /// Asks for the clock every few seconds; a server that is away is asked again.
    static func follow(_ clock: ServerClock, _ api: APIClient) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(2))
            guard let reading = try? await api.clock() else { continue }
            clock.correct(reading)
        }
    }
}
