internal import Alarms
internal import Domain
internal import Engine
internal import Events
internal import Journal
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Tracking
internal import Web

extension Desk {
    /// One person's page; nil where the reader may not know that there is such a person.
    @Sendable func stay(_ reader: Reader, _ id: ID<Kind.Stay>) async throws -> StayReading? {
        guard let stay = try store.stay(id), reader.knows(stay) else { return nil }
        try await willRead(.stay(id), reader)
        let scene = try await scene(for: reader)
        let checkpoint = try store.checkpoint()
        let alarms = try visible(store.alarms(about: id), to: reader)
        let entries = try entries(about: stay)
        return StayReading(
            now: now,
            person: person(stay, in: scene),
            paper: paper(stay),
            caseCode: stay.caseCode,
            officers: stay.officers.map(words.caseOfficer),
            arrival: arrival(stay),
            clocks: clocks(stay),
            steps: steps(stay),
            stretches: try stretches(stay, entries),
            alarms: alarms.map { reading($0, in: scene) },
            ledger: ledger(
                entries,
                of: stay,
                for: reader,
                sealed: checkpoint?.size ?? 0,
                visible: Set(alarms.map(\.id))
            ),
            tag: stay.tag.worn?.text,
            tagState: stay.tag.reading,
            entered: stay.entry,
            left: left(stay),
            end: exit(stay).map { words.end($0.end) },
            next: next(for: stay).map { said($0, of: stay) },
            offers: offers(for: stay),
            weaknesses: try weaknesses(of: stay, entries),
            sex: stay.traits.sex,
            isMinor: stay.traits.isMinor,
            isProtected: stay.traits.isProtected,
            darkTime: stay.darkTotal(at: left(stay) ?? now),
            timesLookedAt: try store.timesLookedAt(id),
            logSize: checkpoint?.size ?? 0,
            logRoot: checkpoint?.root.base64 ?? ""
        )
    }

    /// The stay's own records with the confirmed places of the tag while it was worn, in order of the journal.
    private func entries(about stay: Stay) throws -> [Store.Entry] {
        let own = try store.ledger(of: stay.id)
        var worn: [(tag: Code<Kind.Tag>, span: Span)] = []
        /// Only what is still on comes off: a tag may have been returned, or given to somebody else, long ago.
        func takeOff(_ tag: Code<Kind.Tag>?, at moment: Instant) {
            for index in worn.indices where worn[index].span.end == nil && (tag ?? worn[index].tag) == worn[index].tag {
                worn[index].span = Span(from: worn[index].span.start, until: moment)
            }
        }
        for entry in own {
            switch entry.leaf.event {
            case .stay(.tagBound(_, let tag, let at)): worn.append((tag, Span(from: at)))
            case .stay(.tagReturned(_, let tag, let at, _)): takeOff(tag, at: at)
            case .stay(.exited(_, let exit)): takeOff(nil, at: exit.at)
            case .stay, .alarm, .presence, .tag, .device, .centre, .access: break
            }
        }
        let places = try worn.flatMap { try store.places(of: $0.tag, during: $0.span) }
        return (own + places).sorted { $0.record < $1.record }
    }

    private func stretches(_ stay: Stay, _ entries: [Store.Entry]) throws -> [StayReading.Stretch] {
        var found: [StayReading.Stretch] = []
        var open: (room: Room.ID, since: Instant)?
        func be(in place: Place?, from moment: Instant?) {
            if let was = open {
                let end = moment.map { max($0, was.since) }
                found.append(.init(kind: .room, label: words.room(was.room), span: Span(from: was.since, until: end)))
            }
            open = nil
            if let moment, case .room(let room) = place { open = (room, moment) }
        }
        for entry in entries {
            switch entry.leaf.event {
            case .presence(.moved(_, _, let to, let at, _, _, _)): be(in: to, from: at)
            // The tag was somewhere already when it proved itself.
            case .stay(.tagBound(_, let tag, let at)): be(in: try store.place(of: tag, at: at), from: at)
            case .stay(.tagReturned(_, _, let at, _)): be(in: nil, from: at)
            case .stay, .alarm, .presence, .tag, .device, .centre, .access: break
            }
        }
        be(in: nil, from: left(stay))
        found += stay.sessions.map { .init(kind: .session, label: words.room($0.room), span: $0.span) }
        found += stay.dark.map { .init(kind: .dark, label: words.darkCause($0.cause), span: $0.span) }
        return found
    }

    func left(_ stay: Stay) -> Instant? { exit(stay)?.at }

    private func exit(_ stay: Stay) -> Exit? {
        if case .left(_, let exit) = stay.state { exit } else { nil }
    }

    /// Those that run; all of them once the person has left.
    private func clocks(_ stay: Stay) -> [ClockReading] {
        guard let policy = setting.policy(at: stay.arrival.at) else { return [] }
        return stay.clocks.filter { $0.isRunning || stay.hasLeft }.map {
            words.clock($0, of: stay, policy: policy, now: now)
        }
    }

    private func paper(_ stay: Stay) -> Bilingual {
        switch stay.registration.paper {
        case .unknown: return Bilingual(zh: "身份不明", en: "identity unknown")
        case .stated: return Bilingual(zh: "无证件，姓名为自报", en: "no paper, the name as stated")
        case .verified:
            let number = (try? identity(of: stay))?.number ?? ""
            let masked = (try? CitizenIDNumber(number))?.masked ?? "—"
            let kind = words.paper(.residentIdentityCard)
            return Bilingual(zh: "\(kind.zh) \(masked)", en: "\(kind.en) \(masked)")
        case .shown(let kind, _): return words.paper(kind)
        }
    }

    private func arrival(_ stay: Stay) -> Bilingual {
        let time = words.time(stay.arrival.at)
        let mode = words.mode(stay.arrival.mode)
        let ground = stay.arrival.ground.map(words.ground) ?? Bilingual(zh: "无依据", en: "no ground")
        // Whoever reads head, sheet or receipt looks for what was written at first: the ledger has it.
        let isCorrected = !stay.corrections.isEmpty
        let corrected = Bilingual(zh: isCorrected ? "（已更正）" : "", en: isCorrected ? " (corrected)" : "")
        return Bilingual(
            zh: "\(time)\(corrected.zh) \(mode.zh) · \(ground.zh)",
            en: "\(time)\(corrected.en) \(mode.en) · \(ground.en)"
        )
    }
}

extension TagBinding {
    fileprivate var reading: StayReading.TagState {
        switch self {
        case .none: .none
        case .pending: .pending
        case .complete: .complete
        case .forgone: .forgone
        case .returned: .returned
        }
    }
}
