import Domain
import Policy
import Premises
import Testing

@testable import Stays

struct ExitTests {
    @Test(arguments: [Int64(2), 11, 12, 13, 40])
    func isNeverRefusedForWhatIsNotDone(_ hour: Int64) throws {
        var stay = try Stay.sample(done: [.belongings])
        try stay.take(stay.issue("t1", by: "desk", now: .hours(1)))

        let event = try stay.exit(to: .released, by: "desk", identifiedBy: [], policy: .sample, now: .hours(hour))
        try stay.take(event)

        #expect(stay.owed.map(\.duty) == [.step(.belongingsReturn), .step(.tagReturn)])
        #expect(stay.owed.map(\.owner) == ["own", "own"])
        #expect(stay.owed.map(\.deadline) == [.hours(hour + 24), .hours(hour + 24)])
        #expect(stay.firstToExpire == nil)
    }

    @Test func isPossibleForSomebodyWhoNeverEntered() throws {
        let stay = try Stay.sample(entered: nil)

        #expect(throws: Never.self) {
            try stay.exit(to: .released, by: "desk", identifiedBy: [], policy: .sample, now: .hours(2))
        }
    }

    @Test func ofAnIdentityThatFewerThanTwoConfirmedIsNotConfirmed() throws {
        for (people, isConfirmed) in [([], false), (["a"], false), (["a", "a"], false), (["a", "b"], true)] {
            let officers = people.map { Code<Kind.Officer>(checked: $0) }
            let event = try Stay.sample().exit(
                to: .released,
                by: "desk",
                identifiedBy: officers,
                policy: .sample,
                now: .hours(2)
            )
            guard case .exited(_, let exit) = event else {
                Issue.record("not an exit")
                return
            }
            #expect(exit.isIdentityConfirmed == isConfirmed)
        }
    }

    @Test func happensOnce() throws {
        var stay = try Stay.sample()
        try stay.take(stay.exit(to: .released, by: "desk", identifiedBy: [], policy: .sample, now: .hours(2)))

        #expect(throws: StayRefusal.alreadyLeft) {
            try stay.exit(to: .released, by: "desk", identifiedBy: [], policy: .sample, now: .hours(3))
        }
        #expect(throws: StayRefusal.alreadyLeft) { try stay.issue("t1", by: "desk", now: .hours(3)) }
    }

    /// The exit ends what holds the person, not what the law asks for beside it; the limit goes on.
    @Test func theFamilyThatNobodyToldIsOwedByTheLimitOfTheLaw() throws {
        let telling = ClockKey(.criminalDetention, .tellFamily)
        var stay = try Stay.sample()
        try stay.take(stay.announce(.criminalDetention, at: .hours(3), policy: .sample, in: .countyCentre))
        try stay.take(stay.exit(to: .detentionHouse, by: "desk", identifiedBy: [], policy: .sample, now: .hours(5)))

        #expect(stay.owed.filter { $0.duty == .clock(telling) }.map(\.deadline) == [.hours(27)])
        #expect(
            !stay.owed.map(\.duty).contains(.clock(ClockKey(.criminalDetention, .deliver))),
            "the exit is the delivery"
        )
        try stay.take(stay.end(telling, by: "own", at: .hours(6)))
        #expect(!stay.owed.map(\.duty).contains(.clock(telling)))
        #expect(throws: StayRefusal.clockUnknown(telling)) { try stay.end(telling, by: "own", at: .hours(7)) }
    }

    @Test func anOwedDutyIsDoneAfterwards() throws {
        var stay = try Stay.sample(done: [.belongings])
        try stay.take(stay.issue("t1", by: "desk", now: .hours(1)))
        try stay.take(stay.exit(to: .released, by: "desk", identifiedBy: [], policy: .sample, now: .hours(2)))

        try stay.take(stay.returnTag(by: "desk", now: .hours(3)))
        #expect(stay.owed.map(\.duty) == [.step(.belongingsReturn)])
        let done = StepRecord.sample(.belongingsReturn, at: .hours(4))
        try stay.take(stay.did(done, policy: .sample, evidence: ID(9)))
        #expect(stay.owed.isEmpty)
        #expect(throws: StayRefusal.dutyUnknown) {
            try stay.didDuty(.step(.belongingsReturn), by: "desk", now: .hours(5))
        }
    }

    @Test func whatWasOpenEndsWithTheStay() throws {
        var stay = try Stay.sample()
        try stay.take(stay.goDark(.noSignal, at: .hours(2), lastHolder: nil).map { [$0] } ?? [])
        #expect(stay.goDark(.noSignal, at: .hours(2), lastHolder: nil) == nil)

        try stay.take(stay.exit(to: .released, by: "desk", identifiedBy: [], policy: .sample, now: .hours(3)))

        #expect(stay.dark.allSatisfy { $0.span.end != nil })
        #expect(stay.darkTotal(at: .hours(9)) == .hours(3))
    }
}
