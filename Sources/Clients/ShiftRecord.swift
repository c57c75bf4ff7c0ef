public import Domain
public import Foundation
public import Simulation

/// What a simulated shift needs to go on after its process ended: people do the same again from the same seed, and what
/// somebody did to them at the Stage is told here.
public struct ShiftRecord: Hashable, Sendable, Codable {
    /// How long people come, and how many.
    public struct Extent: Hashable, Sendable, Codable {
        public let hours: Int
        public let people: Int

        public init(hours: Int, people: Int) {
            self.hours = hours
            self.people = people
        }
    }

    public struct Deed: Hashable, Sendable, Codable {
        public let second: Int
        public let words: [String: String]

        public init(second: Int, words: [String: String]) {
            self.second = second
            self.words = words
        }
    }

    public var seed: UInt64
    /// RFC 3339; the first second of the shift on the site clock.
    public var start: String
    /// Nil: the shift that a demonstration centre shows.
    public var extent: Extent?
    /// Seconds lived, as of the last writing.
    public var lived = 0
    /// Whom the server registered, by the number of the person in the simulation.
    public var guests: [Int: EntryDesk.Guest] = [:]
    public var deeds: [Deed] = []

    public init(seed: UInt64, start: Instant, extent: Extent?) {
        self.seed = seed
        self.start = start.rfc3339
        self.extent = extent
    }

    /// Nil: there is none, or none that can be read.
    public init?(at file: URL) {
        guard let data = try? Data(contentsOf: file),
            let record = try? JSONDecoder().decode(ShiftRecord.self, from: data)
        else { return nil }
        self = record
    }

    public func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(self).write(to: file, options: .atomic)
    }

    /// Where the people whom a history brought go when they leave.
    public mutating func nameEnds(_ simulation: Simulation) {
        for (person, guest) in guests where guest.end == nil {
            guests[person] = EntryDesk.Guest(stay: guest.stay, end: simulation.arriving(person)?.end)
        }
    }

    /// Brings a new shift of the same configuration to where this one was.
    public func relive(_ simulation: inout Simulation) {
        for deed in deeds {
            guard let intervention = Intervention(words: deed.words) else { continue }
            simulation.skip(to: deed.second)
            simulation.intervene(intervention)
        }
        simulation.skip(to: lived)
    }
}
