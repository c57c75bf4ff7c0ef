import Domain
import Foundation
import Policy
import Premises
import Testing

@testable import Alarms

/// A story over time as a text table: `recorded[@occurred]  what happens  | what rings`, times in seconds.
///
/// Persons are letters, tags and cards words. `-` rings nothing; several events are parted by commas.
struct Story {
    var watch: Watch
    private var events = 0
    private var eventsByLine: [String: ID<Kind.Event>] = [:]
    private(set) var log: [AlarmEvent] = []

    init(
        policy: PolicyBook = .sample(),
        confirmation: Duration = .zero
    ) {
        watch = Watch(Watch.Setting(policy: policy, rooms: Room.samples, confirmation: confirmation))
    }

    static func check(
        _ table: String,
        policy: PolicyBook = .sample(),
        confirmation: Duration = .zero,
        restarting: Bool = false,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        var story = Story(policy: policy, confirmation: confirmation)
        for line in table.split(separator: "\n") {
            if restarting { try story.restart() }
            try story.play(String(line), location)
        }
    }

    /// Encodes and decodes the memory, as a restart of the server does.
    mutating func restart() throws {
        let bytes = try JSONEncoder().encode(watch.memory)
        watch = Watch(watch.setting, memory: try JSONDecoder().decode(Watch.Memory.self, from: bytes))
    }

    mutating func play(_ line: String, _ location: SourceLocation) throws {
        let halves = line.split(separator: "|", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        let words = halves[0].split(separator: " ").map(String.init)
        let times = words[0].split(separator: "@").compactMap { Int64($0) }
        let recorded = Instant.start + .seconds(times[0])
        let occurred = Instant.start + .seconds(times.last ?? times[0])
        let rung = try perform(Array(words.dropFirst()), recorded: recorded, occurred: occurred)
        log += rung
        let told = rung.isEmpty ? "-" : rung.map(telling).joined(separator: ", ")
        #expect(told == halves[1], "\(line)", sourceLocation: location)
    }

    private mutating func perform(
        _ words: [String],
        recorded: Instant,
        occurred: Instant
    ) throws -> [AlarmEvent] {
        if words == ["tick"] { return watch.advance(to: recorded) }
        if let act = try act(words, at: occurred) { return watch.observe(act, recordedAt: recorded) }
        let again = words.first == "again"
        let words = again ? Array(words.dropFirst()) : words
        if !again { events += 1 }
        let id = again ? eventsByLine[words.joined(separator: " ")] : ID(UInt128(events))
        eventsByLine[words.joined(separator: " ")] = id
        return watch.observe(
            Fact(event: try #require(id), at: occurred, try statement(words, at: occurred)),
            recordedAt: recorded
        )
    }

    static func stay(_ letter: String) -> ID<Kind.Stay> {
        ID(UInt128(letter.utf8.first ?? 0))
    }

    private mutating func act(_ words: [String], at moment: Instant) throws -> AlarmEvent? {
        let alarms = watch.memory.alarms.alarms.values.sorted { ($0.raising.began, $0.id) < ($1.raising.began, $1.id) }
        switch words.first {
        case "press":
            let press = SOS.Press(
                event: ID(UInt128(9_000) + UInt128(moment.microseconds)),
                at: moment,
                tag: Code(checked: "t"),
                wearer: .person(Self.stay(words[1])),
                caseOfficers: ["own"],
                room: "cell"
            )
            let ruling = try #require(watch.setting.ruling(.sos, at: moment))
            return SOS.press(press, open: alarms.first { $0.isOpen && $0.raising.key.rule == .sos }, ruling: ruling)
        case "acknowledge":
            let alarm = try #require(alarms.last { $0.raising.key.rule.rawValue == words[1] })
            return try alarm.acknowledge(by: "desk", at: moment)
        case "close":
            let alarm = try #require(alarms.last { $0.raising.key.rule.rawValue == words[1] && $0.isOpen })
            return try alarm.close(
                Closing(by: "desk", at: moment, reason: .remedied, words: ID(1), confirmedBy: nil)
            )
        case _: return nil
        }
    }

    private func statement(_ words: [String], at occurred: Instant) throws -> Fact.Statement {
        let first = words[0]
        let second = words.count > 1 ? words[1] : ""
        let third = words.count > 2 ? words[2] : ""
        let tag = Code<Kind.Tag>(checked: first)
        switch second {
        case "arrives":
            let kind = try #require(PersonKind(rawValue: third))
            let sex = words.count > 3 ? try #require(Sex(rawValue: words[3])) : .male
            return .arrived(
                Visitor(
                    stay: Self.stay(first),
                    kind: kind,
                    sex: sex,
                    isMinor: false,
                    caseCode: "A1",
                    officers: ["own"]
                )
            )
        case "is": return .traits(Self.stay(first), try #require(Sex(rawValue: third)), isMinor: false)
        case "enters": return .entered(Self.stay(first))
        case "does": return .stepDone(Self.stay(first), try #require(Step(rawValue: third)))
        case "becomes": return .kindChanged(Self.stay(first), to: try #require(PersonKind(rawValue: third)))
        case "exits": return .exited(Self.stay(first))
        case "until":
            return .clock(
                Self.stay(first),
                .summons,
                .release,
                from: .start,
                limit: .seconds(try #require(Int64(third))),
                warnings: [.minutes(60), .minutes(30)],
                runsFromArrival: true
            )
        case "extended":
            return .clockExtended(Self.stay(first), .summons, .release, limit: .seconds(try #require(Int64(third))))
        case "arrived": return .arrivalCorrected(Self.stay(first), by: .seconds(try #require(Int64(third))))
        case "freed": return .clockEnded(Self.stay(first), .summons, .release)
        case "on": return .worn(tag, by: .person(Self.stay(third)))
        case "police": return .worn(tag, by: .officer(Code(checked: third.isEmpty ? first : third), .police))
        case "auxiliary": return .worn(tag, by: .officer(tag.asOfficer, .auxiliary))
        case "off": return .returned(tag)
        case "in": return .moved(tag, to: .room(Code(checked: third)))
        case "out": return .moved(tag, to: .outside)
        case "lost": return .moved(tag, to: .noSignal)
        case "blurred": return .moved(tag, to: .notDetermined)
        case "passes": return .passed(tag, Code(checked: third), until: occurred + .seconds(2))
        case "cut": return .tamper(tag, cut: true)
        case "whole": return .tamper(tag, cut: false)
        case "charge": return .battery(tag, percent: try #require(Int(third)))
        case "silent": return .baseStationSilent(Code(checked: first), lastHeard: occurred)
        case "started": return .serverStarted
        case "differs": return .clocksDiffer(by: .seconds(try #require(Int64(third))))
        case "disk":
            let percent = words.count > 3 ? Int(words[3]) ?? 0 : 0
            return .diskSpace(try #require(DiskState(rawValue: third)), percentFree: percent)
        case "signing": return .signing(isStopped: third == "stopped")
        case "heard": return .baseStationHeard(Code(checked: first))
        case "retracted":
            let key = words.dropFirst(2).joined(separator: " ")
            return .retracted(try #require(eventsByLine[key], "no line \(key)"))
        case _: throw Unknown(words: words)
        }
    }

    struct Unknown: Error { let words: [String] }

    private func telling(_ event: AlarmEvent) -> String {
        guard let alarm = watch.memory.alarms[event.alarm] else { return "?" }
        let name = alarm.raising.key.rule.rawValue
        let whom =
            switch alarm.raising.key.subject {
            case .stay(let stay): String(UnicodeScalar(UInt8(truncatingIfNeeded: stay.rawValue)))
            case .tag(let tag): tag.text
            case .baseStation(let station): station.text
            case .officer(let officer): officer.text
            case .rule(let rule): rule.rawValue
            case .centre: "centre"
            }
        let verb =
            switch event {
            case .raised(_, let raising): raising.urgency.rawValue
            case .announced: "announced"
            case .urgencyChanged(_, let urgency, let level, _):
                urgency == .alarm ? "now alarm" : "now \(level.rawValue)"
            case .conditionGone(_, let at): "gone \(Int((at - .start).inSeconds))"
            case .conditionBack: "back"
            case .escalated(_, let step, _): "escalated \(step)"
            case .attended(_, let attendance): "attended \(attendance.officer)"
            case .acknowledged: "acknowledged"
            case .closed: "closed"
            case .withdrawn(_, let reason, _, _): "withdrawn \(reason.rawValue)"
            }
        return "\(verb) \(name) \(whom)"
    }
}

extension Code where Kind == Domain.Kind.Tag {
    var asOfficer: Code<Domain.Kind.Officer> { Code<Domain.Kind.Officer>(checked: text) }
}
