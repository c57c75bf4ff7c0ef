public import Domain
public import Premises

/// The way of one kind of person through the area (H3).
public struct Flow: Hashable, Sendable, Codable {
    /// A step, where it takes place.
    public struct Stage: Hashable, Sendable, Codable {
        public let step: Step
        /// Any of these; empty where it may be done anywhere.
        public let rooms: Set<RoomKind>

        public init(step: Step, rooms: Set<RoomKind>) {
            self.step = step
            self.rooms = rooms
        }
    }

    /// Steps that must be done before a person may be in certain rooms.
    public struct Condition: Hashable, Sendable, Codable {
        public let rooms: Set<RoomKind>
        public let steps: [Step]

        public init(rooms: Set<RoomKind>, steps: [Step]) {
            self.rooms = rooms
            self.steps = steps
        }
    }

    public let person: PersonKind
    /// In the order in which they are done.
    public let stages: [Stage]
    public let conditions: [Condition]
    /// Owed at the exit; never a reason to hold the person.
    public let atExit: [Step]
    public let provision: Provision

    public init(
        person: PersonKind,
        stages: [Stage],
        conditions: [Condition],
        atExit: [Step],
        provision: Provision
    ) {
        self.person = person
        self.stages = stages
        self.conditions = conditions
        self.atExit = atExit
        self.provision = provision
    }

    /// What must be done before being in such a room, in the order of the flow.
    public func stepsRequired(before room: RoomKind) -> [Step] {
        let asked = Set(conditions.filter { $0.rooms.contains(room) }.flatMap(\.steps))
        return stages.map(\.step).filter(asked.contains)
    }
}

/// Where one kind of person may be.
public struct RoomRights: Hashable, Sendable, Codable {
    public let person: PersonKind
    public let allowed: Set<RoomKind>
    public let provision: Provision

    public init(person: PersonKind, allowed: Set<RoomKind>, provision: Provision) {
        self.person = person
        self.allowed = allowed
        self.provision = provision
    }
}
