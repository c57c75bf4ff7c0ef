public import Store
public import Tracking

/// How a centre is built for a rehearsal in this process, beside its configuration.
public struct Rehearsing: Sendable {
    public let time: DrivenTime
    /// The map of the walk through the simulated radio; nil: the one beside the plan.
    public let map: RadioMap?
    public let durability: Durability

    public init(time: DrivenTime, map: RadioMap?, durability: Durability) {
        self.time = time
        self.map = map
        self.durability = durability
    }
}
