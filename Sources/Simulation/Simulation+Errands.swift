import Domain
import Premises
import Tracking

extension Simulation {
    mutating func begin(_ errand: Errand) {
        for member in errand.members { actors[member].isBusy = true }
        errands.append(errand)
    }

    mutating func runErrands() {
        var index = 0
        while index < errands.count {
            var errand = errands[index]
            live(&errand)
            errands[index] = errand
            if errand.next >= errand.stages.count {
                errands.remove(at: index)
                dissolve(errand)
            } else {
                index += 1
            }
        }
    }

    /// Goes through the stages that are over in this second.
    private mutating func live(_ errand: inout Errand) {
        while errand.next < errand.stages.count {
            let stage = errand.stages[errand.next]
            if !errand.hasBegun {
                errand.hasBegun = true
                enter(stage, of: &errand)
            }
            guard isOver(stage, of: errand) else { return }
            errand.next += 1
            errand.hasBegun = false
        }
    }

    private mutating func enter(_ stage: Errand.Stage, of errand: inout Errand) {
        guard let lead = errand.members.first else { return }
        switch stage {
        case .gather:
            for member in errand.members.dropFirst() { send(member, to: actors[lead].side) }
        case .go(let side):
            for member in errand.members { send(member, to: side, as: actors[lead].traveller) }
        case .dwell(let seconds):
            errand.until = second + seconds
        case .say(let command):
            say(command)
        case .bind:
            actors[lead].isOnAir = true
        case .testPress:
            radio.extra.append((actor: lead, reading: .button))
        case .unbind:
            actors[lead].isOnAir = false
        case .away(let member, let seconds):
            errand.until = second + seconds
            if let home = actors[errand.members[member]].home {
                send(errand.members[member], to: .room(home))
            }
        case .plant(let planting): plant(planting, about: planting.actor ?? lead)
        case .leave: send(lead, to: .outside)
        case .clear: actors[lead].muffled = 0
        }
    }

    private func isOver(_ stage: Errand.Stage, of errand: Errand) -> Bool {
        switch stage {
        case .gather, .go: errand.members.allSatisfy { !actors[$0].isWalking }
        case .leave: errand.members.first.map { !actors[$0].isWalking } ?? true
        case .dwell, .away: second >= errand.until
        case .say, .bind, .testPress, .unbind, .plant, .clear: true
        }
    }

    private mutating func dissolve(_ errand: Errand) {
        for member in errand.members {
            actors[member].isBusy = false
            if let home = actors[member].home { send(member, to: .room(home)) }
        }
        guard let lead = errand.members.first, let person = person(of: lead) else { return }
        people[person].phase = errand.isLast ? .gone : .inside
    }

    func person(of actor: Int) -> Int? {
        switch actors[actor].role {
        case .person(let number): number
        case .police, .auxiliary, .guarding: nil
        }
    }

    mutating func plant(_ planting: Errand.Planting, about actor: Int) {
        plant(planting, subject: actors[actor].tag.text, person: person(of: actor))
    }

    mutating func plant(_ planting: Errand.Planting, subject: String, person: Int? = nil) {
        planted.append(
            PlantedBreach(
                rule: planting.rule,
                subject: subject,
                person: person,
                at: now,
                until: now + .seconds(Int64(planting.lasting)),
                must: planting.must ?? [planting.rule],
                may: planting.may
            )
        )
    }
}
