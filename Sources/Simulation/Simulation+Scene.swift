public import Domain
public import Premises

/// What can be seen of a shift at one moment: the Stage draws it.
public struct SimulatedScene: Sendable {
    /// Somebody on the plan.
    public struct Someone: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            case police, auxiliary, suspect, visitor
        }

        public let tag: TagCode
        public let kind: Kind
        public let place: Point
        public let room: Room.ID?
        /// Whether the tag or card is worn and sends: staff may have forgotten theirs.
        public let isOnAir: Bool
    }

    public typealias TagCode = Code<Domain.Kind.Tag>

    public let now: Instant
    public let people: [Someone]
    /// Base stations without power.
    public let unplugged: [BaseStation.ID]
    /// The breaches planted last, newest first.
    public let planted: [PlantedBreach]
}

extension Simulation {
    private static let plantedShown = 12

    /// Everybody in the building and everything that is broken.
    public var scene: SimulatedScene {
        SimulatedScene(
            now: now,
            people: actors.compactMap(someone),
            unplugged: plan.baseStations.indices.filter { (radio.unplugged[$0] ?? 0) > second }
                .map { plan.baseStations[$0].id },
            planted: planted.suffix(Self.plantedShown).reversed()
        )
    }

    /// Nil: not come yet, or gone.
    private func someone(_ actor: Actor) -> SimulatedScene.Someone? {
        let kind: SimulatedScene.Someone.Kind
        switch actor.role {
        case .police: kind = .police
        case .auxiliary, .guarding: kind = .auxiliary
        case .person(let number):
            guard actor.isOnAir || actor.side != .outside else { return nil }
            kind = people[number].isSuspect ? .suspect : .visitor
        }
        return SimulatedScene.Someone(
            tag: actor.tag,
            kind: kind,
            place: actor.place,
            room: actor.side.roomID,
            isOnAir: actor.isOnAir
        )
    }
}
