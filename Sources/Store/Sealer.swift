public import Journal

/// Signs what was committed, on a thread of its own: its syncs hold up nobody else.
public actor Sealer {
    private let store: Store
    private let executor = DiskExecutor()

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    public init(_ store: Store) {
        self.store = store
    }

    /// Brings tiles and checkpoint up to the journal; answers with the checkpoint that is now served.
    @discardableResult
    public func seal() throws -> Checkpoint { try store.seal() }
}
