import Alarms
import Domain
import Events
import Policy
import Stays
import Testing

struct LeafTests {
    @Test func everyKindHasASample() {
        #expect(Set(Event.samples.map(\.kindName)) == Event.kindNames)
        #expect(Event.samples.count == Event.kindNames.count)
    }

    @Test(arguments: Event.samples)
    func leafBytesNeverChange(event: Event) throws {
        let bytes = Leaf.sample(event).bytes()
        if Golden.isWriting {
            try? Golden.write(bytes, of: event.kindName)
            Issue.record("written where it was missing: run again without WRITE_GOLDEN")
        }

        let golden = try Golden.bytes(of: event.kindName)

        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
        #expect(bytes == golden)
        #expect(try Leaf.decode(golden) == Leaf.sample(event))
    }

    @Test func noGoldenFileIsLeftOver() throws {
        #expect(try Golden.files() == Set(Event.kindNames.map(Golden.name)).union([Golden.names]))
    }

    @Test func whatIsAbsentIsNotWritten() throws {
        let event = Event.tag(.button(.wrist, baseStation: nil, at: .sample))
        let leaf = Leaf(
            id: ID(1),
            occurred: .sample,
            recorded: .sample,
            received: nil,
            by: nil,
            contents: [],
            event: event
        )

        let text = String(decoding: leaf.bytes(), as: UTF8.self)

        #expect(
            text == #"{"contents":[],"event":{"at":1772409600000000,"tag":"T17"},"#
                + #""id":"00000000000000000000000000000001","kind":"tag.button","occurred":1772409600000000,"#
                + #""recorded":1772409600000000,"version":1}"#
        )
        #expect(try Leaf.decode(text.utf8) == leaf)
    }

    @Test(arguments: [
        OwedDuty.Duty.nameGround, .step(.safetyCheck), .clock(ClockKey(.criminalDetention, .tellFamily)),
    ])
    func everyFormOfADutyComesBack(duty: OwedDuty.Duty) throws {
        let leaf = Leaf.sample(.stay(.dutyDone(.sample, duty, at: .sample, by: .chen)))

        #expect(try Leaf.decode(leaf.bytes()) == leaf)
    }

    @Test(arguments: [
        Subject.stay(.sample), .officer(.chen), .tag(.wrist), .baseStation(Code(checked: "S1")), .rule(.sos), .centre,
    ])
    func everyFormOfASubjectComesBack(subject: Subject) throws {
        let raising = Raising.sample
        let leaf = Leaf.sample(
            .alarm(
                .raised(
                    .sample,
                    Raising(
                        key: AlarmKey(rule: raising.key.rule, subject: subject, began: ID(9)),
                        urgency: .warning,
                        level: .special,
                        began: .sample,
                        at: .sample,
                        room: nil,
                        stay: nil,
                        caseCode: nil,
                        caseOfficers: [],
                        explanation: raising.explanation
                    )
                )
            )
        )

        #expect(try Leaf.decode(leaf.bytes()) == leaf)
    }

    @Test(arguments: [
        ReadSubject.stay(.sample), .alarm(.sample), .record(256), .scope(.personsInArea),
    ])
    func everyFormOfAReadingComesBack(subject: ReadSubject) throws {
        let leaf = Leaf.sample(.access(.read(subject, by: ID(0xAC), officer: nil, at: .sample)))

        #expect(try Leaf.decode(leaf.bytes()) == leaf)
    }

    @Test(arguments: [
        Paper.unknown, .stated(ID(0xC0)), .verified(ID(0xC0)), .shown(.other, ID(0xC0)),
    ])
    func everyFormOfAPaperComesBack(paper: Paper) throws {
        let sample = Registration.sample
        let registration = Registration(
            person: sample.person,
            kind: .victim,
            sex: .unknown,
            isMinor: true,
            isProtected: false,
            caseCode: sample.caseCode,
            officers: [],
            arrival: Arrival(mode: .voluntary, ground: nil, at: .sample, document: nil),
            paper: paper,
            by: .chen
        )
        let leaf = Leaf.sample(.stay(.arrived(.sample, registration)))

        #expect(try Leaf.decode(leaf.bytes()) == leaf)
    }
}
