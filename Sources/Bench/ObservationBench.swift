internal import Alarms
internal import CentreFiles
internal import DeviceFormats
internal import Dispatch
internal import Domain
internal import Events
internal import Foundation
internal import Premises
internal import Stays
internal import Synchronization
internal import Tracking

/// Decoding, tracking and rules on two cores without disk and sockets: what a server could take in at most.
///
/// The tags are split between two threads, each with a decoder and tracks of its own; the rules see what both found,
/// second by second, on one of them. Frames are bytes as base stations send them, made before the clock starts.
struct ObservationBench {
    /// 300 tags and 40 base stations; a blink is heard by the seven nearest ones.
    private static let tags = 300
    private static let baseStations = 40
    private static let hearing = 7
    private static let threads = 2
    /// Suspects among the tags; the rules follow them.
    private static let people = 40
    /// Seconds that both threads walk through before the rules see what they found.
    private static let steps = 10
    /// A tag goes to another room this often.
    private static let visit = 300

    let description: CentreDescription
    let seconds: Int
    let blinks: Int
    private let start = Instant(seconds: 1_772_409_600)

    init(centre: String, seconds: Int, blinks: Int) throws {
        description = try CentreFiles.load(centre)
        self.seconds = max(Self.steps, seconds / Self.steps * Self.steps)
        self.blinks = blinks
    }

    /// One thread's share: its frames by second, and its tracks.
    private struct Share: Sendable {
        let frames: [[[UInt8]]]
        var tracks: TagTracks
        var lines = 0
        var found: [PresenceEvent] = []
        private var decoder = FrameDecoder()

        init(frames: [[[UInt8]]], tracks: TagTracks) {
            self.frames = frames
            self.tracks = tracks
        }

        mutating func live(through range: Range<Int>, from start: Instant) {
            found.removeAll(keepingCapacity: true)
            for second in range {
                for body in frames[second] {
                    guard case .success(let frame) = decoder.decode(body) else { continue }
                    for case .success(let observation) in frame.lines {
                        lines += 1
                        tracks.observe(observation)
                    }
                }
                found += tracks.advance(to: start + .seconds(second + 1))
            }
        }
    }

    private final class Locked: Sendable {
        let value: Mutex<Share>

        init(_ share: sending Share) { value = Mutex(share) }
    }

    func run() throws {
        let model = RadioModel(plan: description.plan)
        let shares = (0..<Self.threads).map { thread in
            Locked(Share(frames: frames(of: thread), tracks: TagTracks(model: model)))
        }
        var watch = Watch(.init(policy: description.policyBook, rooms: description.plan.rooms))
        var facts = admit(to: &watch)
        var alarms = 0
        let (wall, core) = (ContinuousClock.now, Self.coreSeconds())
        for first in stride(from: 0, to: seconds, by: Self.steps) {
            DispatchQueue.concurrentPerform(iterations: Self.threads) { thread in
                shares[thread].value.withLock { $0.live(through: first..<first + Self.steps, from: start) }
            }
            let found = shares.flatMap { share in share.value.withLock { $0.found } }.sorted { $0.at < $1.at }
            for event in found {
                facts += 1
                for fact in Event.presence(event).facts(id: ID(UInt128(facts))) {
                    alarms += watch.observe(fact, recordedAt: event.at).count
                }
            }
            alarms += watch.advance(to: start + .seconds(first + Self.steps)).count
        }
        let took = (ContinuousClock.now - wall) / .seconds(1)
        let lines = shares.reduce(0) { sum, share in sum + share.value.withLock { $0.lines } }
        let rate = Double(lines) / took
        // On a machine with other work the time on the two cores tells more than the clock on the wall.
        let unshared = Double(lines) / ((Self.coreSeconds() - core) / Double(Self.threads))
        print(
            #"{"lines":\#(lines),"seconds":\#(took),"perSecond":\#(Int(rate)),"#
                + #""perCoreSecondTimesTwo":\#(Int(unshared)),"findings":\#(facts),"alarms":\#(alarms)}"#
        )
    }

    /// Forty suspects with a tag each; the officers' cards are the next tags.
    private func admit(to watch: inout Watch) -> Int {
        var facts = 0
        func tell(_ event: Event) {
            facts += 1
            for fact in event.facts(id: ID(UInt128(facts))) { _ = watch.observe(fact, recordedAt: start) }
        }
        for (index, member) in description.staff.enumerated() {
            let tag = Self.tag(Self.people + index % (Self.tags - Self.people))
            tell(.tag(.carried(tag, by: member.code, member.rank, at: start)))
        }
        for index in 0..<Self.people {
            let id = ID<Kind.Stay>(UInt128(index + 1))
            let officer = Code<Kind.Officer>(checked: "P2001")
            let registration = Registration(
                person: ID(UInt128(index + 1)),
                kind: .criminalSuspect,
                sex: index.isMultiple(of: 4) ? .female : .male,
                isMinor: false,
                isProtected: false,
                caseCode: Code(checked: "A-\(index)"),
                officers: [officer],
                arrival: Arrival(mode: .summoned, ground: .summons, at: start, document: nil),
                paper: .unknown,
                by: officer
            )
            tell(.stay(.arrived(id, registration)))
            tell(.stay(.entered(id, at: start, by: officer)))
            tell(.stay(.tagBound(id, Self.tag(index), at: start)))
        }
        return facts
    }

    private static func tag(_ index: Int) -> Code<Kind.Tag> { Code(checked: "B\(100 + index)") }

    /// The frames of the tags of one thread: one a second of each base station, with a heartbeat.
    private func frames(of thread: Int) -> [[[UInt8]]] {
        let plan = description.plan
        let stations = plan.baseStations.prefix(Self.baseStations)
        var noise = UInt64(thread + 1)
        return (0..<seconds).map { second in
            let at = start + .milliseconds(Int64(second) * 1_000 + 500)
            var lines: [[Observation]] = stations.map {
                [Observation(at: at, tag: nil, baseStation: $0.id, reading: .heartbeat)]
            }
            for index in stride(from: thread, to: Self.tags, by: Self.threads) {
                let room = plan.rooms[(index + (second + index * 7) / Self.visit) % plan.rooms.count]
                let place = room.outline.innermost
                let distances = stations.map { hypot($0.at.x - place.x, $0.at.y - place.y) }
                let near = distances.enumerated().sorted { $0.element < $1.element }.prefix(Self.hearing)
                for blink in 0..<blinks {
                    for (station, metres) in near {
                        noise = noise &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        let level = -48 - 24 * log10(max(1, metres)) + Double(noise >> 60) - 7.5
                        lines[station].append(
                            Observation(
                                at: at,
                                tag: Self.tag(index),
                                baseStation: stations[station].id,
                                reading: .rssi(dBm: level.rounded(), receiver: 0),
                                blink: second * blinks + blink
                            )
                        )
                    }
                }
            }
            return zip(stations, lines).map { station, lines in
                let identity = FrameIdentity(
                    device: Code(checked: station.id.text),
                    boot: Code(checked: "b\(thread)"),
                    number: second
                )
                return FrameEncoder.encode(Frame(identity: identity, sent: at, lines: lines))
            }
        }
    }

    private static func coreSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

extension PresenceEvent {
    fileprivate var at: Instant {
        switch self {
        case .moved(_, _, _, let at, _, _, _), .passed(_, _, let at, _), .impossibleJump(_, _, _, let at, _): at
        }
    }
}
