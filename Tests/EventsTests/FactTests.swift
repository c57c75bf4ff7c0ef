import Alarms
import Domain
import Events
import Policy
import Premises
import Stays
import Testing
import Tracking

struct FactTests {
    private let id = ID<Kind.Event>(0xE1)

    private static let stays: [(StayEvent, Fact.Statement)] = [
        (.entered(.sample, at: .sample, by: .chen), .entered(.sample)),
        (.tagBound(.sample, .wrist, at: .sample), .worn(.wrist, by: .person(.sample))),
        (.tagReturned(.sample, .wrist, at: .sample, by: .chen), .returned(.wrist)),
        (
            .kindChanged(.sample, to: .witness, reason: ID(1), at: .sample, by: .chen),
            .kindChanged(.sample, to: .witness)
        ),
        (
            .clockStarted(.sample, .summons, from: .sample, runsFromArrival: true, .sample, at: .sample),
            .clock(
                .sample,
                .summons,
                .release,
                from: .sample,
                limit: .hours(12),
                warnings: [.hours(2), .minutes(30)],
                runsFromArrival: true
            )
        ),
        (
            .clockExtended(
                .sample,
                .summons,
                Grant(limit: .hours(24), approver: .countyHead, by: .wang, at: .sample, document: nil)
            ),
            .clockExtended(.sample, .summons, .release, limit: .hours(24))
        ),
        (
            .arrivalCorrected(
                .sample,
                ArrivalCorrection(
                    from: .sample - .hours(1),
                    to: .sample - .minutes(80),
                    at: .sample,
                    by: .chen,
                    reason: ID(0xC0),
                    approvedBy: []
                )
            ),
            .arrivalCorrected(.sample, by: .minutes(-20))
        ),
        (.clockEnded(.sample, .summons, at: .sample), .clockEnded(.sample, .summons, .release)),
    ]

    private static let tags: [(TagEvent, Fact.Statement)] = [
        (.button(.wrist, baseStation: nil, at: .sample), .button(.wrist)),
        (.tamper(.wrist, cut: false, at: .sample), .tamper(.wrist, cut: false)),
        (.battery(.wrist, percent: 9, at: .sample), .battery(.wrist, percent: 9)),
        (.carried(.wrist, by: .chen, .police, at: .sample), .worn(.wrist, by: .officer(.chen, .police))),
        (.handedBack(.wrist, at: .sample), .returned(.wrist)),
    ]

    private static let devices: [(DeviceEvent, Fact.Statement)] = [
        (
            .silent(Code(checked: "S1"), lastHeard: .sample - .seconds(30), at: .sample),
            .baseStationSilent(Code(checked: "S1"), lastHeard: .sample - .seconds(30))
        ),
        (.heard(Code(checked: "S1"), at: .sample), .baseStationHeard(Code(checked: "S1"))),
    ]

    private static let server: [(CentreEvent, Fact.Statement)] = [
        (.clockStarted(.real, origin: .sample, speedPerMille: 1_000), .serverStarted),
        (.clockJumped(by: .seconds(-3), at: .sample), .clocksDiffer(by: .seconds(-3))),
        (.diskChanged(.low, freePerMille: 97, at: .sample), .diskSpace(.low, percentFree: 9)),
        (.signingStopped(at: .sample), .signing(isStopped: true)),
        (.signingResumed(at: .sample), .signing(isStopped: false)),
    ]

    private static var all: [(Event, Fact.Statement)] {
        var all: [(Event, Fact.Statement)] = stays.map { (.stay($0), $1) }
        all += tags.map { (.tag($0), $1) }
        all += devices.map { (.device($0), $1) }
        all += server.map { (.centre($0), $1) }
        return all
    }

    @Test(arguments: all)
    func rulesKnowWhatTheJournalSays(event: Event, statement: Fact.Statement) {
        #expect(event.facts(id: id) == [Fact(event: id, at: .sample, statement)])
    }

    @Test func aPassageSaysUntilWhen() {
        let event = Event.presence(
            .passed(tag: .wrist, through: .holding, at: .sample, until: .sample + .seconds(2))
        )

        #expect(
            event.facts(id: id)
                == [Fact(event: id, at: .sample, .passed(.wrist, .holding, until: .sample + .seconds(2)))]
        )
    }

    @Test(arguments: [
        (Place.room(.holding), Whereabouts.room(.holding)),
        (.outside, .outside),
        (.notDetermined, .notDetermined),
        (.noSignal, .noSignal),
    ])
    func aMoveSaysWhereTheTagIsNow(place: Place, whereabouts: Whereabouts) {
        let event = Event.presence(
            .moved(
                tag: .wrist,
                from: .outside,
                to: place,
                at: .sample,
                confidence: 950,
                coverage: 1_000,
                baseStations: []
            )
        )

        #expect(event.facts(id: id) == [Fact(event: id, at: .sample, .moved(.wrist, to: whereabouts))])
    }

    @Test func anArrivalTellsRulesNothingOfThePaper() {
        let visitor = Visitor(
            stay: .sample,
            kind: .criminalSuspect,
            sex: .male,
            isMinor: false,
            caseCode: .theft,
            officers: [.chen, .wang]
        )

        #expect(
            Event.stay(.arrived(.sample, .sample)).facts(id: id)
                == [Fact(event: id, at: .sample, .arrived(visitor))]
        )
    }

    @Test func acknowledgingAndReadingAreNoBusinessOfRules() {
        let silent = Event.samples.filter { $0.facts(id: id).isEmpty }.map { $0.kindName.split(separator: ".")[0] }

        #expect(Set(silent) == ["stay", "alarm", "presence", "device", "centre", "access"])
        #expect(silent.count { $0 == "alarm" } == AlarmEvent.samples.count)
        #expect(silent.count { $0 == "access" } == AccessEvent.samples.count)
        // Starts, steps of the clock, the room on the disk, signing that stopped and that goes on are theirs.
        #expect(silent.count { $0 == "centre" } == CentreEvent.samples.count - 5)
    }

    @Test func aLedgerHoldsTheStaysEventsAndItsAlarms() {
        let kinds = Set(Event.samples.filter { $0.subjectStay == .sample }.map(\.kindName))

        #expect(kinds == Set(Event.kindNames.filter { $0.hasPrefix("stay.") }).union(["alarm.raised"]))
    }
}
