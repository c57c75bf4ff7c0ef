internal import Domain
internal import Foundation
public import Simulation

/// The people at the centre's desks: they say by the API, one after the other, what was done.
public actor EntryDesk {
    /// Somebody who was registered, as the API knows them.
    public struct Guest: Hashable, Sendable, Codable {
        public let stay: String
        /// Where they go when they leave; nil until the simulation is asked.
        public let end: String?

        public init(stay: String, end: String?) {
            self.stay = stay
            self.end = end
        }
    }

    /// While the server is away it is asked again so often.
    private static let retry = Duration.seconds(1)

    private let api: APIClient
    private let commands: AsyncStream<Command>
    private let queue: AsyncStream<Command>.Continuation
    private var guests: [Int: Guest]
    public private(set) var done = 0
    /// What the server refused, by the name it gave.
    public private(set) var refused: [String: Int] = [:]

    /// - guests: whom an earlier run registered.
    public init(_ api: APIClient, guests: [Int: Guest]) {
        self.api = api
        self.guests = guests
        (commands, queue) = AsyncStream.makeStream(of: Command.self)
    }

    /// Takes a command; a shift has some hundreds, so the queue needs no limit.
    public nonisolated func give(_ command: Command) { queue.yield(command) }

    /// Says one command after the other until cancelled.
    ///
    /// - registered: told of each arrival.
    public func run(registered: @Sendable (_ person: Int, Guest) async -> Void) async {
        for await command in commands {
            while !Task.isCancelled {
                do throws(APIClient.Fault) {
                    try await say(command, registered)
                    done += 1
                    break
                } catch {
                    guard error == .unreachable else {
                        refused[error.name, default: 0] += 1
                        break
                    }
                    // The desk goes on where it stopped once the server is back.
                    try? await Task.sleep(for: Self.retry)
                }
            }
        }
    }

    private func say(
        _ command: Command,
        _ registered: @Sendable (_ person: Int, Guest) async -> Void
    ) async throws(APIClient.Fault) {
        switch command {
        case .arrival(let arriving): await registered(arriving.person, try await register(arriving))
        case .bindTag(let person, let tag):
            try await act(person, "tag", ["tag": tag.text])
        case .step(let person, let step): try await act(person, "steps/\(step.rawValue)", [:])
        case .exit(let person, _):
            try await act(person, "exit", ["end": guests[person]?.end ?? "left"])
        }
    }

    private func register(_ arriving: Arriving) async throws(APIClient.Fault) -> Guest {
        struct Receipt: Decodable { let path: String }
        let data = try await api.post("/api/v1/stays", ArrivalBody(arriving))
        guard let path = try? JSONDecoder().decode(Receipt.self, from: data).path,
            let stay = path.split(separator: "/").last
        else { throw .unreadable }
        let guest = Guest(stay: String(stay), end: arriving.end)
        guests[arriving.person] = guest
        return guest
    }

    private func act(_ person: Int, _ path: String, _ body: [String: String]) async throws(APIClient.Fault) {
        guard let stay = guests[person]?.stay else { throw .refused(status: 0, error: "not registered") }
        _ = try await api.post("/api/v1/stays/\(stay)/\(path)", body)
    }
}

/// The body of `POST stays`.
struct ArrivalBody: Encodable {
    struct Coming: Encodable {
        let mode: String
        let ground: String?
        let at: String
    }

    enum Paper: Encodable {
        case unknown
        case card(number: String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .unknown: try container.encode("unknown")
            case .card(let number): try container.encode(["kind": "residentIdentityCard", "number": number])
            }
        }
    }

    let personKind: String
    let name: String
    /// As the desk sees it: not everybody has a card.
    let sex: String
    let arrival: Coming
    let caseCode: String
    let officers: [String]
    let paper: Paper

    init(_ arriving: Arriving) {
        personKind = arriving.kind.rawValue
        name = arriving.name
        sex = arriving.sex.rawValue
        arrival = Coming(mode: arriving.mode.rawValue, ground: arriving.ground?.rawValue, at: arriving.at.rfc3339)
        caseCode = arriving.caseCode.text
        officers = arriving.officers.map(\.text)
        paper = arriving.paper.map { .card(number: $0.text) } ?? .unknown
    }
}
