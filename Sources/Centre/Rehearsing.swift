public import Store

/// How a centre is built for a rehearsal in this process, beside its configuration.
public struct Rehearsing: Sendable {
    public let time: DrivenTime
    public let durability: Durability

    public init(time: DrivenTime, durability: Durability) {
        self.time = time
        self.durability = durability
    }
}
