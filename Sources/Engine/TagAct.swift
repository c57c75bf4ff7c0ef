internal import Alarms
internal import DeviceFormats
internal import Domain
internal import Events
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Tracking

/// What a tag did, as a line of a frame tells it: a button, a strap, a charge.
struct TagAct: Sendable {
    /// The ids under which the act may be recorded already; the first is its own.
    let ids: [ID<Kind.Event>]
    let event: TagEvent
    /// When the server received it.
    let received: Instant
    /// Told hours later, out of a base station's memory.
    let isLate: Bool

    /// One blink of a tag is heard by several base stations, each with a clock of its own; a tag that starts anew
    /// counts its blinks from the beginning, but not within this time.
    private static let oneBlink = Duration.seconds(30)

    /// The acts in the lines that were taken of a message, the first time or again.
    ///
    /// Where the tag numbers its blinks, the id follows from the blink, so that a press is one press however many
    /// base stations hear it; else from the line's place in the message, which the same message gives again.
    static func acts(of ruling: FrameRuling, from device: Code<Kind.Device>) -> [TagAct] {
        let answer: FrameAnswer
        switch ruling.verdict {
        case .taken(_, let given), .repeated(let given): answer = given
        case .refused: return []
        }
        guard answer.accepted > 0, !ruling.frame.acts.isEmpty else { return [] }
        let refused = Set(answer.refused.map(\.index))
        return ruling.frame.acts.compactMap { index in
            guard case .success(let line) = ruling.frame.lines[index], !refused.contains(index), let tag = line.tag,
                let event = event(line, of: tag)
            else { return nil }
            guard let blink = line.blink else {
                let id = ID<Kind.Event>.following(from: "\(device) \(ruling.name) \(index)")
                return TagAct(ids: [id], event: event, received: ruling.at, isLate: ruling.isLate)
            }
            let window = line.at.microseconds / oneBlink.inMicroseconds
            let ids = [window, window - 1, window + 1].map { window in
                ID<Kind.Event>.following(from: "\(tag) \(event.name) \(blink) \(window)")
            }
            return TagAct(ids: ids, event: event, received: ruling.at, isLate: ruling.isLate)
        }
    }

    private static func event(_ line: Observation, of tag: Code<Kind.Tag>) -> TagEvent? {
        switch line.reading {
        case .button: .button(tag, baseStation: line.baseStation, at: line.at)
        case .tamper: .tamper(tag, cut: true, at: line.at)
        case .battery(let percent): .battery(tag, percent: Int(percent), at: line.at)
        case .rssi, .range, .timeOfArrival, .position, .heartbeat, .card, .door, .epc, .climate: nil
        }
    }
}

extension ID {
    /// The id that follows from a text: FNV-1a of 128 bits.
    fileprivate static func following(from text: String) -> ID {
        var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
        for byte in text.utf8 {
            hash ^= UInt128(byte)
            hash &*= 0x0000_0000_0100_0000_0000_0000_0000_013B
        }
        return ID(hash)
    }
}

extension TagAct {
    /// What an act means besides having happened.
    enum Meaning {
        case nothing
        /// The test press that a binding waited for.
        case binding([StayEvent])
        case call(AlarmEvent)
        /// A press that a base station told hours later.
        case late(Code<Kind.Tag>, at: Instant)
    }
}

extension Change {
    /// Records what a tag did, once, with what it means.
    mutating func record(_ act: TagAct, _ setting: CentreSetting) throws {
        for id in act.ids { guard try !holds(id) else { return } }
        let meaning = try meaning(of: act, setting)
        try record(.tag(act.event), occurred: act.event.occurred, received: act.received, as: act.ids[0])
        switch meaning {
        case .nothing: break
        case .binding(let events):
            for event in events { try record(.stay(event), occurred: event.occurred) }
            if case .button(let tag, _, _) = act.event { try recordPlace(of: tag, boundBy: act.ids[0], setting) }
        case .call(let event): try record(.alarm(event), occurred: act.event.occurred)
        case .late(let tag, let at): try recordLatePress(of: tag, at: at, event: act.ids[0], setting)
        }
    }

    /// A button is the test press that a binding waits for, or a call for help: the one rule that is judged here, so
    /// that it rings before anything else is done.
    func meaning(of act: TagAct, _ setting: CentreSetting) throws -> TagAct.Meaning {
        guard case .button(let tag, _, let at) = act.event else { return .nothing }
        guard !act.isLate else { return .late(tag, at: at) }
        let worn = try stay(wearing: tag)
        let earlier = try earlierWearer(of: tag, at: at, now: worn)
        if earlier == nil, let bound = worn?.testPress(tag, receivedAt: act.received) { return .binding(bound) }
        let press = try press(tag, by: earlier ?? worn, at: at, event: act.ids[0])
        let open = try openAlarm(of: .sos, about: press.subject)
        return .call(SOS.press(press, open: open, ruling: SOS.ruling(in: setting.policy, at: at)))
    }

    private func press(
        _ tag: Code<Kind.Tag>,
        by stay: Stay?,
        at moment: Instant,
        event: ID<Kind.Event>
    ) throws -> SOS.Press {
        var wearer: Wearer?
        if let stay {
            wearer = .person(stay.id)
        } else if let carrier = try carrier(of: tag) {
            wearer = .officer(carrier.officer, carrier.rank)
        }
        return SOS.Press(
            event: event,
            at: moment,
            tag: tag,
            wearer: wearer,
            caseCode: stay?.caseCode,
            caseOfficers: stay?.officers ?? [],
            room: try place(of: tag)?.room
        )
    }
}

extension FrameRuling {
    /// What names the message among those of its device.
    fileprivate var name: String {
        if let identity { return "\(identity.boot) \(identity.number)" }
        return frame.key.map { "key \($0)" } ?? "at \(at.microseconds)"
    }
}

extension TagEvent {
    /// A button or a strap: nothing that is told every few minutes goes before it.
    var isUrgent: Bool {
        switch self {
        case .button, .tamper: true
        case .battery, .carried, .handedBack: false
        }
    }

    /// What sort of act it is, for its id.
    fileprivate var name: String {
        switch self {
        case .button: "button"
        case .tamper: "tamper"
        case .battery: "battery"
        case .carried: "carried"
        case .handedBack: "handed-back"
        }
    }

    /// When it happened.
    var occurred: Instant {
        switch self {
        case .button(_, _, let at), .tamper(_, _, let at), .battery(_, _, let at), .carried(_, _, _, let at),
            .handedBack(_, let at):
            at
        }
    }
}
