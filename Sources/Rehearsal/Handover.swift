public import Domain
public import Foundation
public import Policy
public import Premises
public import Simulation

/// Where a rehearsed history ended, so that whoever drives the running server goes on with the same world.
public struct Handover: Codable, Sendable {
    public struct Known: Codable, Sendable {
        /// The number that the simulation gave the person.
        public let person: Int
        public let stay: ID<Kind.Stay>
    }

    public let seed: UInt64
    /// The first second of the simulation, and how many it had lived when the history ended.
    public let start: Instant
    public let second: Int
    /// Everybody who has arrived so far.
    public let stays: [Known]
    /// What the base stations sign in with: secrets of the demonstration.
    public let tokens: [String: String]

    public init(_ rehearsal: Rehearsal) {
        seed = rehearsal.configuration.seed
        start = rehearsal.configuration.start
        second = rehearsal.second
        stays = rehearsal.stays.map { Known(person: $0, stay: $1) }.sorted { $0.person < $1.person }
        tokens = Dictionary(uniqueKeysWithValues: rehearsal.tokens.map { ($0.text, $1) })
    }

    public init(from file: URL) throws {
        self = try JSONDecoder().decode(Handover.self, from: Data(contentsOf: file))
    }

    /// The same world at the moment where the history ended, or later by the server's clock.
    public func simulation(
        of plan: FloorPlan,
        staff: [StaffMember],
        policy: PolicyBook,
        at now: Instant? = nil
    ) -> Simulation {
        let liveStart = start + .seconds(Int64(Simulation.Configuration.historySeconds))
        let configuration = Simulation.Configuration.demonstration(
            liveStart: liveStart,
            seed: seed,
            staff: staff,
            policy: policy.version(inForceAt: liveStart)
        )
        var simulation = Simulation(plan: plan, configuration: configuration)
        let passed = now.map { Int(($0 - start).components.seconds) } ?? second
        simulation.skip(to: max(second, passed))
        return simulation
    }

    /// Only its owner may read it.
    public func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(self).write(to: file, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }
}
