import Domain
import Premises

extension Site {
    /// Takes the fact to its place in time and says what it touched.
    mutating func apply(_ fact: Fact) -> Touch {
        switch fact.statement {
        case .arrived, .entered, .kindChanged, .traits, .stepDone, .exited: applyToStay(fact)
        case .clock, .clockExtended, .clockEnded, .arrivalCorrected: applyToClocks(fact)
        case .worn(let tag, let wearer): wear(tag, wearer, fact)
        case .returned(let tag): release(tag, fact)
        case .moved(let tag, let place):
            move(tag, Trail.Entry(at: fact.at, place: place, event: fact.event))
        case .passed: Touch()
        case .retracted(let event): retract(event)
        case .button(let tag): touch(tag)
        case .tamper(let tag, let cut):
            report(tag) { $0.insert(TagView.Strap(cut: cut, at: fact.at, event: fact.event)) }
        case .battery(let tag, let percent):
            report(tag) { $0.insert(TagView.Charge(percent: percent, at: fact.at, event: fact.event)) }
        case .baseStationSilent(let station, let lastHeard): silence(station, from: lastHeard, fact)
        case .baseStationHeard(let station): hear(station, fact)
        case .serverStarted, .clocksDiffer, .diskSpace, .signing: applyToServer(fact)
        }
    }

    private mutating func applyToStay(_ fact: Fact) -> Touch {
        switch fact.statement {
        case .arrived(let visitor):
            guard stays[visitor.stay] == nil else { return Touch() }
            stays[visitor.stay] = StayView(visitor, at: fact.at, event: fact.event)
            return touch(visitor.stay)
        case .entered(let stay):
            return change(stay) { $0.entered = StayView.Mark(at: fact.at, event: fact.event) }
        case .kindChanged(let stay, let kind):
            var touch = change(stay) { view in
                guard !view.kinds.contains(where: { $0.event == fact.event }) else { return }
                view.kinds.append(StayView.Turn(kind: kind, at: fact.at, event: fact.event))
                view.kinds.sort { ($0.at, $0.event) < ($1.at, $1.event) }
            }
            // Whoever is with the person is now with somebody of another kind.
            for tag in tagsByStay[stay] ?? [] { touch.rooms.formUnion(tags[tag]?.trail.rooms ?? []) }
            return touch
        case .traits(let stay, let sex, let isMinor):
            return change(stay) { view in
                let traits = StayView.Traits(sex: sex, isMinor: isMinor, at: fact.at, event: fact.event)
                guard view.traits.map({ ($0.at, $0.event) < (traits.at, traits.event) }) ?? true else { return }
                view.traits = traits
            }
        case .stepDone(let stay, let step):
            return change(stay) { view in
                guard !view.steps.contains(where: { $0.event == fact.event }) else { return }
                view.steps.append(StayView.Done(step: step, at: fact.at, event: fact.event))
            }
        case .exited(let stay): return exit(stay, fact)
        case .clock, .clockExtended, .clockEnded, .arrivalCorrected, .worn, .returned, .moved, .passed, .retracted,
            .button, .tamper, .battery, .baseStationSilent, .baseStationHeard, .serverStarted, .clocksDiffer,
            .diskSpace, .signing:
            return Touch()
        }
    }

    private mutating func applyToClocks(_ fact: Fact) -> Touch {
        let mark = StayView.Mark(at: fact.at, event: fact.event)
        switch fact.statement {
        case .clock(let stay, let ground, let duty, let from, let limit, let warnings, let runsFromArrival):
            let clock = StayView.Clock(
                ground: ground,
                duty: duty,
                at: fact.at,
                event: fact.event,
                runsFromArrival: runsFromArrival,
                warnings: warnings,
                start: from,
                expires: from + limit
            )
            return change(stay) { $0.start(clock) }
        case .clockExtended(let stay, let ground, let duty, let limit):
            return change(stay) { $0.extend(ground, duty, to: limit, by: mark) }
        case .clockEnded(let stay, let ground, let duty):
            return change(stay) { $0.end(ground, duty, at: fact.at) }
        case .arrivalCorrected(let stay, let span):
            var since: Instant?
            var touch = change(stay) { since = $0.moveClocks(by: span, because: mark) }
            touch.since = since
            return touch
        case .arrived, .entered, .kindChanged, .traits, .stepDone, .exited, .worn, .returned, .moved, .passed,
            .retracted, .button, .tamper, .battery, .baseStationSilent, .baseStationHeard, .serverStarted,
            .clocksDiffer, .diskSpace, .signing:
            return Touch()
        }
    }

    private mutating func exit(_ stay: ID<Kind.Stay>, _ fact: Fact) -> Touch {
        var touch = change(stay) { $0.exited = StayView.Mark(at: fact.at, event: fact.event) }
        for tag in tagsByStay[stay] ?? [] where tags[tag]?.wearing(at: fact.at)?.wearer == .person(stay) {
            tags[tag]?.release(at: fact.at, by: fact.event)
            tags[tag]?.derive()
            touch.tags.insert(tag)
            touch.rooms.formUnion(tags[tag]?.trail.rooms ?? [])
        }
        return touch
    }

    private mutating func wear(_ tag: Code<Kind.Tag>, _ wearer: Wearer, _ fact: Fact) -> Touch {
        tags[tag, default: TagView()].wear(Wearing(wearer: wearer, from: fact.at, event: fact.event))
        tags[tag]?.derive()
        if case .person(let stay) = wearer { tagsByStay[stay, default: []].insert(tag) }
        return touch(tag)
    }

    private mutating func release(_ tag: Code<Kind.Tag>, _ fact: Fact) -> Touch {
        let before = touch(tag)
        tags[tag]?.release(at: fact.at, by: fact.event)
        tags[tag]?.derive()
        return before
    }

    private mutating func move(_ tag: Code<Kind.Tag>, _ entry: Trail.Entry) -> Touch {
        guard tags[tag, default: TagView()].trail.insert(entry) else { return Touch() }
        tags[tag]?.derive()
        if case .room(let room) = entry.place { tagsByRoom[room, default: []].insert(tag) }
        return touch(tag, around: entry.at)
    }

    private mutating func retract(_ event: ID<Kind.Event>) -> Touch {
        for tag in tags.keys {
            guard let entry = tags[tag]?.trail.remove(event) else { continue }
            tags[tag]?.derive()
            var touch = touch(tag, around: entry.at)
            if case .room(let room) = entry.place { touch.rooms.insert(room) }
            touch.since = entry.at
            return touch
        }
        return Touch()
    }

    private mutating func report(_ tag: Code<Kind.Tag>, _ change: (inout TagView) -> Void) -> Touch {
        change(&tags[tag, default: TagView()])
        return touch(tag)
    }

    private mutating func silence(_ station: Code<Kind.BaseStation>, from: Instant, _ fact: Fact) -> Touch {
        let known = silences[station, default: []]
        guard !known.contains(where: { $0.event == fact.event || $0.until == nil }) else { return Touch() }
        silences[station, default: []].append(Silence(from: from, event: fact.event))
        return Touch(baseStations: [station])
    }

    private mutating func hear(_ station: Code<Kind.BaseStation>, _ fact: Fact) -> Touch {
        guard var last = silences[station]?.last, last.until == nil, last.from <= fact.at else { return Touch() }
        last.until = fact.at
        silences[station]?.removeLast()
        silences[station]?.append(last)
        return Touch(baseStations: [station])
    }

    private mutating func change(_ stay: ID<Kind.Stay>, _ change: (inout StayView) -> Void) -> Touch {
        guard var view = stays[stay] else { return Touch() }
        change(&view)
        stays[stay] = view
        return touch(stay)
    }

    private func touch(_ stay: ID<Kind.Stay>) -> Touch {
        Touch(stays: [stay], tags: tagsByStay[stay] ?? [])
    }

    /// The tag, its wearers and every room of its trail: who wears it matters wherever it was.
    private func touch(_ tag: Code<Kind.Tag>) -> Touch {
        var touch = Touch(rooms: tags[tag]?.trail.rooms ?? [], tags: [tag])
        touch.stays = wearers(of: tag)
        return touch
    }

    /// The tag, its wearers and the rooms it was in just before and just after the moment.
    private func touch(_ tag: Code<Kind.Tag>, around moment: Instant) -> Touch {
        var touch = Touch(tags: [tag])
        touch.stays = wearers(of: tag)
        let entries = tags[tag]?.trail.entries ?? []
        let first = entries.lastIndex { $0.at < moment && $0.isRoom } ?? entries.startIndex
        for entry in entries[first...] {
            if case .room(let room) = entry.place {
                touch.rooms.insert(room)
                if entry.at > moment { break }
            }
        }
        return touch
    }

    private func wearers(of tag: Code<Kind.Tag>) -> Set<ID<Kind.Stay>> {
        var stays: Set<ID<Kind.Stay>> = []
        for wearing in tags[tag]?.wearings ?? [] {
            if case .person(let stay) = wearing.wearer { stays.insert(stay) }
        }
        return stays
    }
}

extension Trail.Entry {
    fileprivate var isRoom: Bool {
        if case .room = place { true } else { false }
    }
}
