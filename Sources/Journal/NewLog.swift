extension MemoryLog {
    /// A whole log of these entries with its signed checkpoint: `ringfence journal build`.
    public static func building(
        _ entries: some Sequence<[UInt8]>,
        origin: String,
        signedBy key: SignerKey
    ) throws(NoteFault) -> MemoryLog {
        var log = MemoryLog()
        var growth = Growth()
        for entry in entries { growth.append(entry) { log.files[$0.path.path] = $0.bytes } }
        growth.finish { log.files[$0.path.path] = $0.bytes }
        let head = Checkpoint(origin: origin, size: growth.frontier.size, root: growth.frontier.root)
        log.files["checkpoint"] = try head.signed(by: key).bytes
        return log
    }
}
