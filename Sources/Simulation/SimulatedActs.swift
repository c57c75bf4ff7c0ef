/// The acts of a whole shift in order of time, made as they are asked for.
public struct SimulatedActs: Sequence, IteratorProtocol, Sendable {
    public private(set) var simulation: Simulation
    private var waiting: ArraySlice<SimulatedAct> = []

    public init(_ simulation: Simulation) {
        self.simulation = simulation
    }

    public mutating func next() -> SimulatedAct? {
        while waiting.isEmpty {
            guard !simulation.isOver else { return nil }
            waiting = simulation.advance()[...]
        }
        return waiting.removeFirst()
    }
}
