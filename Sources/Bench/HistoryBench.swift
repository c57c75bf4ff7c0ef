internal import Alarms
internal import CentreFiles
internal import Domain
internal import Events
internal import Foundation
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Synchronization
internal import Tracking

/// Fills a centre's folder with past stays through the real store, so that a page can be asked for over a short and
/// over a long history. About forty records a stay; the last forty people are still there.
struct HistoryBench {
    private static let stillThere = 40
    /// Stays that share a transaction.
    private static let together = 50
    private static let between = Duration.seconds(90)

    let description: CentreDescription
    let data: URL
    let keys: URL

    init(centre: String, data: String, keys: String) throws {
        description = try CentreFiles.load(centre)
        (self.data, self.keys) = (URL(filePath: data), URL(filePath: keys))
    }

    func build(stays count: Int) async throws {
        guard let policy = description.policies.last else { return }
        let wall = Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        let began = wall - .seconds(Int64(count) * 90 + 3_600)
        let clock = Mutex(began)
        let world = World(now: { clock.withLock { $0 } }, newID: { UInt128.random(in: .min ... .max) })
        let folder = try DataFolder(at: data)
        let keyFolder = try KeyFolder(at: keys, origin: "ringfence/\(description.centre.code)", data: data)
        let store = try Store(folder: folder, keys: keyFolder, world: world, durability: .atTheEnd) { error in
            preconditionFailure("\(error)")
        }
        _ = try await store.submit { change in
            try change.record(
                .centre(.clockStarted(.real, origin: began, speedPerMille: 1_000)),
                occurred: began
            )
        }
        let rooms = description.plan.rooms.map(\.id)
        for first in stride(from: 0, to: count, by: Self.together) {
            try await store.submit { change in
                for index in first..<min(count, first + Self.together) {
                    var visit = Visit(index: index, at: began + Self.between * index, rooms: rooms, policy: policy)
                    try visit.record(in: &change, stays: index < count - Self.stillThere)
                }
            }
            clock.withLock { $0 = began + Self.between * (first + Self.together) }
        }
        let size = try store.size()
        // The rules have judged all this: their place is behind it.
        try await store.submit { try $0.save(Cursor(next: size, state: Watch.Memory()), of: Watch.Memory.cursor) }
        try store.seal()
        try store.settle()
        print(#"{"records":\#(size),"stays":\#(count)}"#)
    }
}

/// One person's visit from arrival to exit.
private struct Visit {
    let index: Int
    let at: Instant
    let rooms: [Room.ID]
    let policy: PolicyVersion
    private static let officer = Code<Kind.Officer>(checked: "P2001")
    private static let moves = 24

    mutating func record(in change: inout Change, stays hasLeft: Bool) throws {
        let id: ID<Kind.Stay> = change.newID()
        let content: ID<Kind.Content> = change.newID()
        let person: ID<Kind.Person> = change.newID()
        let registration = Registration(
            person: person,
            kind: .criminalSuspect,
            sex: .male,
            isMinor: false,
            isProtected: false,
            caseCode: Code(checked: "H-\(index)"),
            officers: [Self.officer],
            arrival: Arrival(mode: .summoned, ground: .summons, at: at, document: nil),
            paper: .shown(.passport, content),
            by: Self.officer
        )
        let name = NewContent(id: content, person: person, bytes: Array(#"{"name":"示例\#(index)","number":"E1"}"#.utf8))
        try change.record(.stay(.arrived(id, registration)), occurred: at, by: Self.officer, contents: [name])
        try record([.entered(id, at: at + .seconds(60), by: Self.officer)], in: &change)
        let tag = Code<Kind.Tag>(checked: "T\(101 + index % 99)")
        try record([.tagIssued(id, tag, at: at + .seconds(90), by: Self.officer)], in: &change)
        try record([.tagBound(id, tag, at: at + .seconds(95))], in: &change)
        try walk(tag, in: &change)
        for (count, step) in [Step.rightsNotice, .safetyCheck, .belongings, .informationCollection].enumerated() {
            guard let stay = try change.stay(id) else { return }
            let done = StepRecord(
                step: step,
                at: at + .seconds(120 + Int64(count) * 60),
                by: Self.officer,
                room: nil,
                refusedToSign: false,
                note: nil
            )
            try record(stay.did(done, policy: policy, evidence: change.newID()), in: &change)
        }
        if index.isMultiple(of: 5) { try callForHelp(tag, of: id, in: &change) }
        guard hasLeft, let stay = try change.stay(id) else { return }
        try record(stay.returnTag(by: Self.officer, now: at + .hours(3)), in: &change)
        guard let bare = try change.stay(id) else { return }
        let exit = try bare.exit(
            to: .released,
            by: Self.officer,
            identifiedBy: [Self.officer],
            policy: policy,
            now: at + .hours(3)
        )
        try record([exit], in: &change)
    }

    private func walk(_ tag: Code<Kind.Tag>, in change: inout Change) throws {
        for move in 0..<Self.moves {
            let moved = PresenceEvent.moved(
                tag: tag,
                from: move == 0 ? .outside : .room(rooms[(index + move - 1) % rooms.count]),
                to: .room(rooms[(index + move) % rooms.count]),
                at: at + .seconds(100 + Int64(move) * 300),
                confidence: 980,
                coverage: 1_000,
                baseStations: []
            )
            try change.record(.presence(moved), occurred: at + .seconds(100 + Int64(move) * 300))
        }
    }

    /// An SOS that was answered and closed.
    private func callForHelp(_ tag: Code<Kind.Tag>, of stay: ID<Kind.Stay>, in change: inout Change) throws {
        let pressed = at + .hours(1)
        let press = SOS.Press(
            event: change.newID(),
            at: pressed,
            tag: tag,
            wearer: nil,
            room: rooms[index % rooms.count]
        )
        let ruling = SOS.ruling(in: PolicyBook([policy]), at: pressed)
        let raised = SOS.press(press, open: nil, ruling: ruling)
        try change.record(.alarm(raised), occurred: pressed)
        let by = Code<Kind.Officer>(checked: "P1001")
        try change.record(.alarm(.acknowledged(raised.alarm, by: by, at: pressed)), occurred: pressed, by: by)
        let closing = Closing(by: by, at: pressed, reason: .remedied, words: nil, confirmedBy: nil)
        try change.record(.alarm(.closed(raised.alarm, closing)), occurred: pressed, by: by)
    }

    private func record(_ events: [StayEvent], in change: inout Change) throws {
        for event in events { try change.record(.stay(event), occurred: event.occurred, by: Self.officer) }
    }
}
