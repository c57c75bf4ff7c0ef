public import Simulation

/// What the Stage may see of the shift and do to it.
public struct StageGate: Sendable {
    public var scene: @Sendable () async -> SimulatedScene
    /// Each second's scene, the newest one at once.
    public var scenes: @Sendable () async -> AsyncStream<SimulatedScene>
    /// False: there is nobody, or nothing, of that name.
    public var intervene: @Sendable (Intervention) async -> Bool

    public init(
        scene: @escaping @Sendable () async -> SimulatedScene,
        scenes: @escaping @Sendable () async -> AsyncStream<SimulatedScene>,
        intervene: @escaping @Sendable (Intervention) async -> Bool
    ) {
        self.scene = scene
        self.scenes = scenes
        self.intervene = intervene
    }
}
