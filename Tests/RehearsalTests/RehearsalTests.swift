import Centre
import CentreFiles
import Domain
import Foundation
import Policy
import Premises
import Simulation
import Stays
import Store
import Testing

@testable import Rehearsal

struct RehearsalTests {
    private static let centre = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Examples/linhai").standardizedFileURL
    /// 2026-03-01 20:00 in Shanghai.
    private static let start = Instant(seconds: 1_772_366_400)

    private func shift(seed: UInt64) throws -> Simulation.Configuration {
        let description = try CentreFiles.load(Self.centre.path)
        var shift = Simulation.Configuration(start: Self.start)
        shift.seed = seed
        shift.people = 160
        shift.staff = description.staff
        shift.policy = description.policyBook.version(inForceAt: Self.start)
        return shift
    }

    /// Lives the first seconds of a shift in a folder of its own, which is gone afterwards.
    private func live<Value>(
        _ seconds: Int,
        seed: UInt64,
        then read: (inout Rehearsal) async throws -> Value
    ) async throws -> Value {
        let root = FileManager.default.temporaryDirectory.appending(path: "rehearsal-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        var rehearsal = try await Rehearsal.begin(
            .init(centre: Self.centre, data: root.appending(path: "data"), keys: root.appending(path: "keys")),
            try shift(seed: seed),
            durability: .atTheEnd
        )
        for _ in 0..<seconds { try await rehearsal.second() }
        try await rehearsal.end()
        return try await read(&rehearsal)
    }

    @Test func theSameSeedWritesTheSameLeaves() async throws {
        func leaves(_ seed: UInt64) async throws -> [Store.Entry] {
            try await live(320, seed: seed) { rehearsal in
                #expect(rehearsal.refusals.isEmpty)
                #expect(!rehearsal.stays.isEmpty)
                #expect(try rehearsal.centre.store.check() == [])
                return try rehearsal.centre.store.entries(from: 0, limit: 10_000)
            }
        }

        let first = try await leaves(3)

        #expect(first.count > 100)
        #expect(try await leaves(3) == first)
        #expect(try await leaves(4) != first)
    }

    @Test func theFolderOfAHistoryOpensWithTheStaysThatTheHandoverNames() async throws {
        try await live(320, seed: 5) { rehearsal in
            let file = FileManager.default.temporaryDirectory.appending(path: "handover-\(UUID().uuidString).json")
            defer { try? FileManager.default.removeItem(at: file) }

            try Handover(rehearsal).write(to: file)
            let handover = try Handover(from: file)

            #expect(handover.second == 320)
            #expect(!handover.stays.isEmpty)
            #expect(handover.stays.count == rehearsal.stays.count)
            for known in handover.stays {
                let stay = try #require(try rehearsal.centre.store.stay(known.stay))
                #expect(stay.caseCode == rehearsal.arrivals[known.person]?.caseCode)
            }
            #expect(handover.tokens.count == rehearsal.plan.baseStations.count)
        }
    }
}
