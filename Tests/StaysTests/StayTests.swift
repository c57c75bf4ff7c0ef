import Domain
import Foundation
import Policy
import Premises
import Testing

@testable import Stays

struct StayTests {
    static let beforeSession: [Step] = [.rightsNotice, .safetyCheck, .belongings, .informationCollection]

    @Test func theClockStartsAtTheArrivalAndTheTimeUntilTheEntryIsDark() throws {
        let stay = try Stay.sample()

        #expect(stay.firstToExpire?.expiry == .hours(12))
        #expect(stay.dark.first?.cause == .beforeEntry)
        #expect(stay.dark.first?.length(at: .hours(9)) == .hours(1))
        #expect(stay.dark.first?.lastHolder == "own")
        #expect(stay.darkTotal(at: .hours(3)) == .hours(3))
    }

    @Test func interrogationIsNotAllocatedBeforeTheSteps() throws {
        let stay = try Stay.sample(done: [.rightsNotice])

        #expect(throws: StayRefusal.stepsMissing([.safetyCheck, .informationCollection])) {
            try stay.allocate(.sample(.interrogation), by: "desk", policy: .sample, now: .hours(2))
        }
        #expect(StayRefusal.stepsMissing([.safetyCheck]).code == "stay.step-missing")
        #expect(StayRefusal.stepsMissing([.safetyCheck]).missing == [.safetyCheck])
    }

    @Test func whatHappensOnTheFloorAnywayIsABreachAndOnlyOnce() throws {
        var stay = try Stay.sample(done: [.rightsNotice])
        func walkIn() -> [StayEvent] {
            stay.breaches(entering: .sample(.interrogation), at: .hours(2), evidence: ID(9), policy: .sample)
        }

        try stay.take(walkIn())

        #expect(stay.breaches.first?.missing == [.safetyCheck, .informationCollection])
        #expect(stay.breaches.first?.rule.text == "step-skipped")
        #expect(walkIn().isEmpty)
    }

    @Test func aStepOutOfOrderIsRecordedWithItsBreach() throws {
        let stay = try Stay.sample()

        let events = stay.did(.sample(.belongings), policy: .sample, evidence: ID(9))

        #expect(events.first == .stepDone(.sample, .sample(.belongings)))
        guard case .breachRecorded(_, let breach)? = events.last else {
            Issue.record("no breach")
            return
        }
        #expect(breach.missing == [.safetyCheck])
        #expect(throws: StayRefusal.stepsMissing([.safetyCheck])) { try stay.plan(.belongings, policy: .sample) }
    }

    /// The desk of information collection also tells rights, and asks for a safety check; the rights come before it.
    @Test func aStepPresupposesNothingThatComesAfterIt() throws {
        let stay = try Stay.sample()

        #expect(stay.did(.sample(.rightsNotice), policy: .sample, evidence: ID(9)).count == 1)
        try stay.plan(.rightsNotice, policy: .sample)
    }

    @Test(arguments: [
        (Registration.sample(), RoomKind.storeGeneral, StayRefusal.Unfitness.kind),
        (.sample(sex: .female), .holdingMen, .sex), (.sample(sex: .male), .safetyCheckWomen, .sex),
        (.sample(isMinor: false), .holdingMinors, .age), (.sample(sex: .unknown), .holdingMen, .sexUnknown),
        (.sample(sex: .unstated), .safetyCheckWomen, .sexUnknown),
    ])
    func aRoomIsRefusedForKindSexAndAge(
        _ registration: Registration,
        _ kind: RoomKind,
        _ because: StayRefusal.Unfitness
    ) throws {
        let stay = try Stay.sample(registration, done: Self.beforeSession)

        #expect(throws: StayRefusal.roomUnfit(Room.sample(kind).id, because)) {
            try stay.allocate(.sample(kind), by: "desk", policy: .sample, now: .hours(2))
        }
    }

    @Test func aSessionNeedsTwoPolice() throws {
        var stay = try Stay.sample(done: Self.beforeSession)
        let room = Room.sample(.interrogation)

        #expect(throws: StayRefusal.tooFewOfficers(needed: 2)) {
            try stay.startSession(in: room, police: ["a", "a"], policy: .sample, now: .hours(2))
        }
        try stay.take(stay.startSession(in: room, police: ["a", "b"], policy: .sample, now: .hours(2)))
        #expect(throws: StayRefusal.sessionRunning(room.id)) {
            try stay.startSession(in: room, police: ["a", "b"], policy: .sample, now: .hours(3))
        }
        try stay.take(stay.endSession(by: "a", now: .hours(4)))
        #expect(stay.sessions.first?.span.length(at: .hours(9)) == .hours(2))
        #expect(throws: StayRefusal.noSession) { try stay.endSession(by: "a", now: .hours(4)) }
    }

    @Test func aTagIsBoundOnlyByItsTestPress() throws {
        var stay = try Stay.sample()

        try stay.take(stay.issue("t1", by: "desk", now: .hours(2)))
        #expect(stay.tag == .pending("t1", since: .hours(2)))
        #expect(stay.testPress("t2", receivedAt: .hours(2)) == nil)
        try stay.take(stay.testPress("t1", receivedAt: .hours(2) + .seconds(5)) ?? [])
        #expect(stay.tag == .complete("t1", since: .hours(2) + .seconds(5)))
        #expect(stay.testPress("t1", receivedAt: .hours(3)) == nil, "a further press is an SOS")
        #expect(!stay.dark.contains { $0.span.end == nil })

        try stay.take(stay.issue("t2", by: "desk", now: .hours(3)))
        #expect(stay.tag == .pending("t2", since: .hours(3)))
        #expect(stay.dark.last?.cause == .untagged)
        #expect(stay.dark.last?.span == Span(from: .hours(3)), "until the new tag has proved itself")
        try stay.take(stay.testPress("t2", receivedAt: .hours(3) + .seconds(30)) ?? [])
        #expect(stay.dark.last?.length(at: .hours(9)) == .seconds(30))
    }

    @Test func withoutATagIsDarkOnlyWhoWouldWearOne() throws {
        var witness = try Stay.sample(.sample(.witness, ground: nil))
        try witness.take(witness.issue("v1", isVisitorCard: true, by: "desk", now: .hours(2)))
        try witness.take(witness.testPress("v1", receivedAt: .hours(2)) ?? [])
        try witness.take(witness.issue("v2", isVisitorCard: true, by: "desk", now: .hours(3)))
        try witness.take(witness.returnTag(by: "desk", now: .hours(4)))
        #expect(witness.dark.map(\.cause) == [.beforeEntry])

        var suspect = try Stay.sample()
        try suspect.take(suspect.issue("t1", by: "desk", now: .hours(2)))
        try suspect.take(suspect.returnTag(by: "desk", now: .hours(3)))
        #expect(suspect.dark.map(\.cause) == [.beforeEntry, .untagged], "dark already: not a second time")
        #expect(suspect.isDone(.tagReturn))
        try suspect.take(suspect.issue("t2", by: "desk", now: .hours(4)))
        #expect(!suspect.isDone(.tagReturn), "another one is to be returned")
    }

    @Test func wristTagsAreForSuspectsOnly() throws {
        let stay = try Stay.sample(.sample(.witness, ground: nil))

        #expect(throws: StayRefusal.tagNotForKind(.witness)) { try stay.issue("t1", by: "desk", now: .hours(2)) }
        #expect(throws: Never.self) { try stay.issue("v1", isVisitorCard: true, by: "desk", now: .hours(2)) }

        let suspect = try Stay.sample()
        #expect(throws: StayRefusal.cardForSuspect("v1")) {
            try suspect.issue("v1", isVisitorCard: true, by: "desk", now: .hours(2))
        }
    }

    @Test(arguments: [("11010519491231002X", true), ("110105194912310021", false)])
    func aResidentCardMustPassItsCheck(_ number: String, _ passes: Bool) throws {
        if passes {
            #expect(try Stay.paper(.residentIdentityCard, number: number, content: ID(1)) == .verified(ID(1)))
        } else {
            #expect(throws: StayRefusal.self) {
                try Stay.paper(.residentIdentityCard, number: number, content: ID(1))
            }
        }
        #expect(try Stay.paper(.passport, number: number, content: ID(1)) == .shown(.passport, ID(1)))
    }

    @Test func anArrivalIsRefusedInTheFutureAndWithoutOfficers() {
        #expect(throws: StayRefusal.arrivalInFuture) {
            try Stay.arrive(.sample, .sample(at: .hours(1)), policy: .sample, in: .countyCentre, now: .start)
        }
        #expect(throws: StayRefusal.officersMissing) {
            try Stay.arrive(.sample, .sample(officers: []), policy: .sample, in: .countyCentre, now: .start)
        }
    }

    @Test func theStateSurvivesItsSnapshot() throws {
        var stay = try Stay.sample(done: Self.beforeSession)
        try stay.take(stay.issue("t1", by: "desk", now: .hours(2)))
        try stay.take(stay.exit(to: .bail, by: "desk", identifiedBy: ["a"], policy: .sample, now: .hours(3)))

        let bytes = try JSONEncoder().encode(stay)

        #expect(try JSONDecoder().decode(Stay.self, from: bytes) == stay)
    }
}
