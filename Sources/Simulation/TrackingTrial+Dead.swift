public import Premises

extension TrackingTrial {
    /// A kind of room and the base station that is dead for it.
    public struct Loss: Hashable, Sendable {
        public let kind: RoomKind
        public let baseStation: BaseStation.ID
    }

    /// Of each room the base stations that count, and those that must be alive, or the tracker says nothing (SPEC T3).
    private static let near = 6
    private static let needed = 3

    /// One dead base station for each kind of room, the nearest; as many of them together as leave every room half of
    /// its base stations, the others in further rounds. More would take the coverage away, which no masking gives back.
    public static func losses(_ plan: FloorPlan) -> [[Loss]] {
        let near = plan.rooms.map { room in
            let middle = room.outline.innermost
            let sorted = plan.baseStations.sorted { $0.at.distance(to: middle) < $1.at.distance(to: middle) }
            return sorted.prefix(Self.near).map(\.id)
        }
        var rounds: [[Loss]] = []
        for (kind, baseStation) in nearest(plan) {
            let fitting = rounds.firstIndex { round in
                let dead = Set(round.map(\.baseStation) + [baseStation])
                return near.allSatisfy { $0.count { !dead.contains($0) } >= min(needed, $0.count) }
            }
            if let fitting {
                rounds[fitting].append(Loss(kind: kind, baseStation: baseStation))
            } else {
                rounds.append([Loss(kind: kind, baseStation: baseStation)])
            }
        }
        return rounds
    }
}
