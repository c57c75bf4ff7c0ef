import Domain

extension Site {
    /// What the server says of itself. It comes at once and in order: nothing here is ever late.
    mutating func applyToServer(_ fact: Fact) -> Touch {
        switch fact.statement {
        case .serverStarted:
            Self.end(&clockSpells, at: fact.at)
            Self.end(&diskSpells, at: fact.at)
            Self.end(&unsignedSpells, at: fact.at)
        case .clocksDiffer(let wallAhead):
            let spell = Spell(from: fact.at, event: fact.event, number: wallAhead.startedSeconds)
            switch ClockDifference(wallAhead) {
            case .agree: Self.end(&clockSpells, at: fact.at)
            case .takenOver:
                // Told and over at once: somebody has to look all the same.
                Self.end(&clockSpells, at: fact.at)
                Self.begin(&clockSpells, spell)
                Self.end(&clockSpells, at: fact.at)
            case .runsOn: Self.begin(&clockSpells, spell)
            }
        case .diskSpace(let state, let percentFree):
            let spell = Spell(from: fact.at, event: fact.event, number: percentFree)
            switch state {
            case .ample: Self.end(&diskSpells, at: fact.at)
            case .low: Self.begin(&diskSpells, spell)
            case .full:
                Self.begin(&diskSpells, spell)
                Self.worsen(&diskSpells, at: fact.at)
            }
        case .signing(let isStopped):
            guard isStopped else {
                Self.end(&unsignedSpells, at: fact.at)
                break
            }
            Self.begin(&unsignedSpells, Spell(from: fact.at, event: fact.event, number: 0))
        case .arrived, .entered, .kindChanged, .traits, .stepDone, .exited, .clock, .clockExtended, .clockEnded,
            .arrivalCorrected, .worn, .returned, .moved, .passed, .retracted, .button, .tamper, .battery,
            .baseStationSilent, .baseStationHeard:
            return Touch()
        }
        return Touch(server: true)
    }

    /// One that lasts goes on: a further difference is the same trouble.
    private static func begin(_ spells: inout [Spell], _ spell: Spell) {
        guard !spells.contains(where: { $0.event == spell.event || $0.until == nil }) else { return }
        spells.append(spell)
    }

    private static func worsen(_ spells: inout [Spell], at moment: Instant) {
        guard let last = spells.indices.last, spells[last].until == nil else { return }
        spells[last].worst = spells[last].worst ?? moment
    }

    private static func end(_ spells: inout [Spell], at moment: Instant) {
        guard let last = spells.indices.last, spells[last].until == nil else { return }
        spells[last].until = moment
    }
}

extension Duration {
    /// Away from zero, so that more than a tolerance of whole seconds still is more.
    fileprivate var startedSeconds: Int {
        let (seconds, rest) = components
        return Int(seconds) + Int(rest.signum())
    }
}
