/// How much room there still is where the data lie.
public enum DiskState: String, Hashable, Sendable, Codable, CaseIterable {
    case ample
    /// Nine tenths are used.
    case low
    /// Devices are refused, so that calls for help, acts and audit go on.
    case full
}
