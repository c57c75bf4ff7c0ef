import Domain
import Policy
import Premises
import Testing

@testable import Stays

struct ClockTests {
    private func extend(
        _ stay: Stay,
        _ key: ClockKey = .summons,
        as approver: Approver = .departmentHead,
        by officer: Code<Kind.Officer> = "chief",
        at moment: Instant = .hours(11)
    ) throws(StayRefusal) -> StayEvent {
        try stay.extend(key, as: approver, by: officer, recordedBy: "desk", document: nil, now: moment)
    }

    @Test func isExtendedOneStepAtATimeByTheOfficeThatTheLawNamesBeforeItRunsOut() throws {
        var stay = try Stay.sample()

        #expect(throws: StayRefusal.wrongApprover(needed: .departmentHead)) { try extend(stay, as: .countyHead) }
        #expect(throws: StayRefusal.ownCaseApproval) { try extend(stay, by: "own") }
        #expect(throws: StayRefusal.selfApproval) { try extend(stay, by: "desk") }
        #expect(throws: StayRefusal.clockExpired(.hours(12))) { try extend(stay, at: .hours(12)) }
        #expect(throws: StayRefusal.clockUnknown(ClockKey(.arrest, .release))) {
            try extend(stay, ClockKey(.arrest, .release))
        }
        try stay.take(extend(stay))
        #expect(stay.firstToExpire?.expiry == .hours(24))
        #expect(throws: StayRefusal.noFurtherExtension) { try extend(stay) }
    }

    @Test func continuedQuestioningNeverGoesFrom12To48InOneStep() throws {
        var stay = try Stay.sample(.sample(ground: .continuedQuestioning))
        let key = ClockKey(.continuedQuestioning, .release)

        #expect(throws: StayRefusal.wrongApprover(needed: .dutyHead)) { try extend(stay, key, as: .chargeHead) }
        try stay.take(extend(stay, key, as: .dutyHead))
        try stay.take(extend(stay, key, as: .chargeHead))
        #expect(stay.firstToExpire?.expiry == .hours(48))
    }

    @Test func protectedPeopleHaveTheShortLimitWithoutExtension() throws {
        let stay = try Stay.sample(.sample(isProtected: true, ground: .continuedQuestioning))

        #expect(stay.firstToExpire?.expiry == .hours(4))
        #expect(throws: StayRefusal.noFurtherExtension) {
            try extend(stay, ClockKey(.continuedQuestioning, .release), as: .dutyHead, at: .hours(2))
        }
    }

    @Test func whoTurnsOutToBeProtectedHasTheShortLimitFromTheArrival() throws {
        var stay = try Stay.sample(.sample(ground: .continuedQuestioning))
        let key = ClockKey(.continuedQuestioning, .release)
        let young = Traits(sex: .female, isMinor: true, isProtected: true)

        try stay.take(stay.record(young, by: "desk", policy: .sample, now: .hours(5)))
        #expect(stay.traits == young)
        #expect(stay.clocks.filter(\.isRunning).map(\.expiry) == [.hours(4)], "it has run out already")
        #expect(throws: StayRefusal.noFurtherExtension) {
            try extend(stay, key, as: .dutyHead, at: .hours(5))
        }
        #expect(try stay.record(young, by: "desk", policy: .sample, now: .hours(6)).isEmpty, "known already")

        let grown = Traits(sex: .female, isMinor: false, isProtected: false)
        try stay.take(stay.record(grown, by: "desk", policy: .sample, now: .hours(6)))
        #expect(stay.firstToExpire?.expiry == .hours(12))
    }

    @Test func whatIsNotShorterForAnybodyRunsOn() throws {
        let stay = try Stay.sample()

        let events = try stay.record(
            Traits(sex: .male, isMinor: true, isProtected: true),
            by: "desk",
            policy: .sample,
            now: .hours(5)
        )
        #expect(events.count == 1)
    }

    @Test func aGroundIsNamedOnceAndTheLastOneEndsWithTheExit() throws {
        var stay = try Stay.sample()

        #expect(throws: StayRefusal.groundKnown(.summons)) {
            try stay.announce(.summons, at: .hours(2), policy: .sample, in: .countyCentre)
        }
        #expect(throws: StayRefusal.lastGround(.summons)) { try stay.end(.summons, by: "a", at: .hours(2)) }
        try stay.take(stay.announce(.criminalDetention, at: .hours(3), policy: .sample, in: .countyCentre))
        try stay.take(stay.end(ClockKey(.criminalDetention, .tellFamily), by: "a", at: .hours(4)))
        try stay.take(stay.end(.summons, by: "a", at: .hours(4)))
        #expect(stay.clocks.filter(\.isRunning).map(\.key) == [ClockKey(.criminalDetention, .deliver)])
    }

    /// An arrest holds without a limit of its own: what the law asks for beside it may all be done.
    @Test func aGroundWhoseDutiesAreDoneStillHolds() throws {
        var stay = try Stay.sample()
        try stay.take(stay.announce(.criminalDetention, at: .hours(3), policy: .sample, in: .countyCentre))
        for duty in [ClockRule.Duty.tellFamily, .deliver] {
            try stay.take(stay.end(ClockKey(.criminalDetention, duty), by: "a", at: .hours(4)))
        }

        try stay.take(stay.end(.summons, by: "a", at: .hours(5)))

        #expect(stay.clocks.allSatisfy { !$0.isRunning } && stay.grounds == [.criminalDetention])
        #expect(!stay.next(policy: .sample, now: .hours(6)).map(\.what).contains(.nameGround))
        #expect(!stay.openDuties(policy: .sample, now: .hours(6)).map(\.duty).contains(.nameGround))
    }

    @Test func aGroundThatFollowsStartsItsOwnClocksWhenItIsAnnounced() throws {
        var stay = try Stay.sample()

        try stay.take(stay.announce(.criminalDetention, at: .hours(6), policy: .sample, in: .countyCentre))
        #expect(stay.clocks.map(\.expiry) == [.hours(12), .hours(30), .hours(30)])
        try stay.take(stay.end(.summons, by: "a", at: .hours(6)))
        #expect(stay.firstToExpire?.expiry == .hours(30))
    }

    @Test func theBoardSaysWhatNextByWhomAndUntilWhen() throws {
        var stay = try Stay.sample(done: StayTests.beforeSession)

        let first = try #require(stay.next(policy: .sample, now: .hours(2)).first)
        #expect(first.what == .releaseOrExtend(.init(limit: .hours(24), approver: .departmentHead)))
        #expect(first.who == .approver(.departmentHead))
        #expect(first.until == .hours(12))
        #expect(!first.isLate)
        #expect(stay.next(policy: .sample, now: .hours(2)).map(\.what).contains(.step(.interrogation)))

        let late = try #require(stay.next(policy: .sample, now: .hours(12)).first)
        #expect(late.what == .release, "nobody extends what has run out")
        #expect(late.isLate)

        try stay.take(extend(stay))
        #expect(stay.next(policy: .sample, now: .hours(12)).first?.what == .release)
        #expect(stay.next(policy: .sample, now: .hours(12)).first?.until == .hours(24))
    }

    @Test func aSuspectWithoutAGroundNeedsOneWithin30Minutes() throws {
        let stay = try Stay.sample(.sample(ground: nil))

        let act = try #require(stay.next(policy: .sample, now: .hours(1)).first)
        #expect(act.what == .nameGround)
        #expect(act.until == .hours(1) + .minutes(30))
    }
}
