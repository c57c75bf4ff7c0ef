public import Domain

/// Room on the file system of the data, and what follows from it.
public struct DiskSpace: Hashable, Sendable {
    /// Bytes that may still be written.
    public let free: Int64
    /// Bytes of the whole file system.
    public let size: Int64
    /// Whether the reserve lies beside the data; without it as much of what is free is spoken for.
    public let hasReserve: Bool

    /// Bytes kept back: an hour of the busiest centre's records, its positions not among them.
    public static let reserve: Int64 = 32 << 20
    /// Bytes below which the disk is full. More than is written between two looks, so that hardly anybody but us meets
    /// the end of the disk itself.
    public static let floor: Int64 = 4 << 20

    /// Below this free share the disk is low; above the second it is no more.
    private static let low: (begins: Int64, ends: Int64) = (begins: 100, ends: 120)

    public init(free: Int64, size: Int64, hasReserve: Bool) {
        self.free = free
        self.size = size
        self.hasReserve = hasReserve
    }

    private var spare: Int64 { hasReserve ? free : free - Self.reserve }

    /// The free share, the reserve not counted.
    public var freePerMille: Int { size > 0 ? Int(max(0, spare) * 1_000 / size) : 0 }

    /// The state after another; it does not waver at a limit.
    public func state(after last: DiskState) -> DiskState {
        if spare < (last == .full ? 2 * Self.floor : Self.floor) { return .full }
        return freePerMille < (last == .ample ? Self.low.begins : Self.low.ends) ? .low : .ample
    }

    /// What of devices' messages is still taken: positions go first, then signs of life, calls for help never.
    public func takes(_ need: DiskNeed) -> Bool {
        switch need {
        case .call: true
        case .signOfLife: hasReserve || free >= Self.reserve / 2
        case .place: state(after: hasReserve ? .low : .full) != .full
        }
    }
}

/// How much it matters that something is stored, most first.
public enum DiskNeed: Int, Hashable, Sendable, Comparable {
    /// A button or a strap.
    case call
    /// A heartbeat, a charge, a door: little, and what supervision rests on.
    case signOfLife
    /// Where a tag is: by far the most, and the next second tells it again.
    case place

    public static func < (left: DiskNeed, right: DiskNeed) -> Bool { left.rawValue < right.rawValue }
}
