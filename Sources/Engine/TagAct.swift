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
    let id: ID<Kind.Event>
    let event: TagEvent

    /// The acts in the lines of a frame, each with an id that the same frame gives again.
    static func acts(in lines: [Observation], of ruling: FrameRuling, from device: Code<Kind.Device>) -> [TagAct] {
        let frame = ruling.identity.map { "\($0.boot) \($0.number)" } ?? "at \(ruling.at.microseconds)"
        return lines.enumerated().compactMap { index, line in
            guard let tag = line.tag, let event = event(line, of: tag) else { return nil }
            return TagAct(id: .following(from: "\(device) \(frame) \(index)"), event: event)
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

extension Change {
    /// Records what a tag did, once. A button is the test press that a binding waits for, or a call for help: the one
    /// rule that is judged here, so that it rings before anything else is done.
    mutating func record(_ act: TagAct, _ setting: CentreSetting) throws {
        guard try !holds(act.id) else { return }
        try record(.tag(act.event), occurred: act.event.occurred, as: act.id)
        guard case .button(let tag, _, let at) = act.event else { return }
        let stay = try stay(wearing: tag)
        if let bound = stay?.testPress(tag, at: at) {
            for event in bound { try record(.stay(event), occurred: event.occurred) }
            return
        }
        let press = try press(tag, by: stay, at: at, event: act.id)
        let open = try openAlarm(of: .sos, about: press.subject)
        let event = SOS.press(press, open: open, ruling: SOS.ruling(in: setting.policy, at: at))
        try record(.alarm(event), occurred: at)
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
        var room: Room.ID?
        if case .room(let id) = try place(of: tag) { room = id }
        return SOS.Press(
            event: event,
            at: moment,
            tag: tag,
            wearer: wearer,
            caseCode: stay?.caseCode,
            caseOfficers: stay?.officers ?? [],
            room: room
        )
    }
}

extension TagEvent {
    /// When it happened.
    var occurred: Instant {
        switch self {
        case .button(_, _, let at), .tamper(_, _, let at), .battery(_, _, let at), .carried(_, _, _, let at),
            .handedBack(_, let at):
            at
        }
    }
}
