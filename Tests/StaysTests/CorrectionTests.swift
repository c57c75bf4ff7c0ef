import Domain
import Policy
import Premises
import Testing

@testable import Stays

/// The kind of a person and the time of arrival turn out to be others.
struct CorrectionTests {
    @Test func rightsAreToldAgainWhenTheKindChanges() throws {
        var stay = try Stay.sample(.sample(.witness, ground: nil), done: StayTests.beforeSession)

        try stay.take(stay.changeKind(to: .criminalSuspect, reason: ID(5), by: "desk", now: .hours(2)))
        #expect(stay.stepsMissing(before: .interrogation, policy: .sample) == [.rightsNotice])
        try stay.take(stay.announce(.summons, at: .hours(2), policy: .sample, in: .countyCentre))
        #expect(stay.firstToExpire?.expiry == .hours(12), "the original arrival counts")
        stay.apply(.stepDone(.sample, .sample(.rightsNotice, at: .hours(3))))
        #expect(stay.stepsMissing(before: .interrogation, policy: .sample).isEmpty)
    }

    /// The flow and the rooms are those of the new kind, and nothing that ran stops.
    @Test func whoBecomesAnotherKindGoesItsWay() throws {
        var stay = try Stay.sample(done: StayTests.beforeSession)
        let running = stay.clocks

        try stay.take(stay.changeKind(to: .witness, reason: ID(5), by: "desk", now: .hours(2)))
        #expect(stay.clocks == running)
        #expect(stay.nextStep(policy: .sample) == PolicyVersion.sample.flow(of: .witness)?.stages.first?.step)
        #expect(stay.dark.allSatisfy { $0.cause != .untagged || $0.span.end != nil })
        #expect(stay.mayEnd(.summons), "a ground holds suspects only")
        #expect(throws: StayRefusal.kindUnchanged) {
            try stay.changeKind(to: .witness, reason: ID(5), by: "desk", now: .hours(2))
        }
    }

    /// As at an arrival: a suspect of unknown age is a minor, and without a tag in the dark.
    @Test func whoBecomesASuspectIsTreatedAsOne() throws {
        var stay = try Stay.sample(.sample(.witness, ground: nil))
        #expect(!stay.traits.isMinor)
        try stay.take(stay.changeKind(to: .administrativeSuspect, reason: ID(5), by: "desk", now: .hours(2)))
        #expect(stay.traits.isMinor)
        #expect(stay.dark.last?.cause == .untagged && stay.dark.last?.span == Span(from: .hours(2)))

        let grown = Registration.sample(.witness, ground: nil)
        let told = try Stay.arrive(
            .sample,
            grown,
            isAgeTold: true,
            policy: .sample,
            in: .policeStation,
            now: .start
        )
        var known = Stay(.sample, grown)
        try known.take(told)
        try known.take(known.changeKind(to: .criminalSuspect, reason: ID(5), by: "desk", now: .hours(2)))
        #expect(!known.traits.isMinor, "what was told at the arrival is not forgotten")

        let nobody = try Stay.sample(.sample(.witness, officers: [], ground: nil))
        #expect(throws: StayRefusal.officersMissing) {
            try nobody.changeKind(to: .criminalSuspect, reason: ID(5), by: "desk", now: .hours(2))
        }
    }

    @Test func theArrivalGoesEarlierFreelyAndLaterOnlyWithTwoOutsideTheCase() throws {
        var stay = try Stay.sample()
        func correct(to moment: Instant, approvedBy: [Code<Kind.Officer>] = []) throws(StayRefusal) -> [StayEvent] {
            try stay.correctArrival(
                to: moment,
                reason: ID(5),
                by: "desk",
                approvedBy: approvedBy,
                policy: .sample,
                now: .hours(2)
            )
        }

        #expect(throws: StayRefusal.correctionUnapproved) { try correct(to: .start + .minutes(10)) }
        #expect(throws: StayRefusal.ownCaseApproval) {
            try correct(to: .start + .minutes(10), approvedBy: [stay.officers[0], "chief"])
        }
        #expect(throws: StayRefusal.correctionUnapproved) {
            try correct(to: .start + .minutes(10), approvedBy: ["chief", "chief"])
        }
        #expect(throws: StayRefusal.arrivalUnchanged) { try correct(to: .start) }
        #expect(throws: StayRefusal.arrivalAfterSighting(.hours(1))) {
            try correct(to: .hours(2), approvedBy: ["chief", "inspector"])
        }
        #expect(throws: StayRefusal.arrivalInFuture) { try correct(to: .hours(3)) }
        _ = try correct(to: .start + .minutes(10), approvedBy: ["chief", "inspector"])

        try stay.take(correct(to: .start - .hours(2)))
        #expect(stay.firstToExpire?.expiry == .hours(10))
        #expect(stay.dark.first?.length(at: .hours(9)) == .hours(3))
        #expect(stay.corrections.count == 1)
        #expect(stay.registration.arrival.at == .start)
    }

    /// A doubt is often found after the exit; the exit is a sighting like any other.
    @Test func theArrivalIsCorrectedAfterTheExitToo() throws {
        var stay = try Stay.sample(entered: nil)
        try stay.take(stay.exit(to: .bail, by: "desk", identifiedBy: [], policy: .sample, now: .hours(11)))
        func correct(to moment: Instant) throws(StayRefusal) -> [StayEvent] {
            try stay.correctArrival(
                to: moment,
                reason: ID(5),
                by: "desk",
                approvedBy: ["chief", "inspector"],
                policy: .sample,
                now: .hours(20)
            )
        }

        #expect(throws: StayRefusal.arrivalAfterSighting(.hours(11))) { try correct(to: .hours(12)) }
        try stay.take(correct(to: .start - .hours(2)))
        let clock = try #require(stay.clocks.first)
        #expect(clock.ended == .hours(11) && clock.expiry == .hours(10), "it had run out an hour before")
    }

    /// The law of the arrival counts, and the arrival was on the day before it changed.
    @Test func anArrivalBeforeAChangeOfTheLawHasTheLimitsOfThatTime() throws {
        let old = PolicyVersion(
            id: "2025",
            inForce: Span(from: .start - .hours(24 * 365), until: .start),
            clocks: PolicyVersion.sample.clocks.map { rule in
                ClockRule(
                    ground: rule.ground,
                    persons: rule.persons,
                    duty: rule.duty,
                    start: rule.start,
                    base: rule.ground == .summons ? .hours(8) : rule.base,
                    warnings: rule.warnings,
                    extensions: rule.extensions,
                    protected: rule.protected,
                    only: rule.only,
                    provision: rule.provision
                )
            },
            flows: [],
            roomRights: [],
            rules: []
        )
        for (ground, limit, policy) in [
            (Ground.summons, Int64(8), "2025"), (.continuedQuestioning, 12, "2026-01-01"),
        ] {
            var stay = try Stay.sample(.sample(ground: ground))
            try stay.take(
                stay.correctArrival(
                    to: .start - .hours(1),
                    reason: ID(5),
                    by: "desk",
                    approvedBy: [],
                    policy: old,
                    now: .hours(2)
                )
            )
            let clock = try #require(stay.firstToExpire)
            #expect(clock.expiry == .start - .hours(1) + .hours(limit), "\(ground)")
            #expect(clock.terms.policy == policy, "\(ground): nothing is set anew whose limits are the same")
            #expect(clock.runsFromArrival && clock.start == stay.arrival.at)
        }
    }

    /// A card is carried, not worn: nobody knows who holds it in the hand.
    @Test(arguments: [false, true])
    func aVisitorsCardMakesNoSuspectVisible(isPressedBefore: Bool) throws {
        var stay = try Stay.sample(.sample(.witness, ground: nil))
        try stay.take(stay.issue("v1", isVisitorCard: true, by: "desk", now: .hours(2)))
        if isPressedBefore { try stay.take(stay.testPress("v1", receivedAt: .hours(2)) ?? []) }

        try stay.take(stay.changeKind(to: .criminalSuspect, reason: ID(5), by: "desk", now: .hours(3)))
        if !isPressedBefore { try stay.take(stay.testPress("v1", receivedAt: .hours(4)) ?? []) }
        #expect(stay.dark.last?.cause == .untagged && stay.dark.last?.span == Span(from: .hours(3)))

        try stay.take(stay.issue("t1", by: "desk", now: .hours(5)))
        #expect(stay.dark.last?.span == Span(from: .hours(3)), "on the wrist, not yet proven")
        try stay.take(stay.testPress("t1", receivedAt: .hours(6)) ?? [])
        #expect(stay.dark.last?.span == Span(from: .hours(3), until: .hours(6)))
    }

    /// Wrist tags are for suspects only.
    @Test(arguments: [false, true])
    func whoIsNoSuspectAnyMoreGivesTheWristTagBack(isProven: Bool) throws {
        var stay = try Stay.sample()
        try stay.take(stay.issue("t1", by: "desk", now: .hours(2)))
        if isProven { try stay.take(stay.testPress("t1", receivedAt: .hours(2)) ?? []) }
        #expect(!stay.next(policy: .sample, now: .hours(2)).map(\.what).contains(.step(.tagReturn)))

        try stay.take(stay.changeKind(to: .witness, reason: ID(5), by: "desk", now: .hours(3)))
        let next = stay.next(policy: .sample, now: .hours(3)).map(\.what)
        #expect(next.contains(.step(.tagReturn)) && !next.contains(.testPress("t1")))
        #expect(stay.openDuties(policy: .sample, now: .hours(3)).map(\.duty).contains(.step(.tagReturn)))

        try stay.take(stay.returnTag(by: "desk", now: .hours(4)))
        try stay.take(stay.issue("v1", isVisitorCard: true, by: "desk", now: .hours(4)))
        #expect(!stay.next(policy: .sample, now: .hours(4)).map(\.what).contains(.step(.tagReturn)), "a card stays")
    }

    /// The flow of a victim knows of no belongings; these were taken from a suspect.
    @Test func whatWasTakenIsGivenBackWhateverThePersonHasBecome() throws {
        var stay = try Stay.sample(done: [.belongings])
        try stay.take(stay.changeKind(to: .victim, reason: ID(5), by: "desk", now: .hours(2)))
        try stay.take(stay.exit(to: .left, by: "desk", identifiedBy: [], policy: .sample, now: .hours(3)))
        #expect(stay.owed.map(\.duty) == [.step(.belongingsReturn)])

        var returned = try Stay.sample(done: [.belongings, .belongingsReturn])
        try returned.take(returned.changeKind(to: .victim, reason: ID(5), by: "desk", now: .hours(2)))
        #expect(returned.openDuties(policy: .sample, now: .hours(3)).isEmpty)
    }
}
