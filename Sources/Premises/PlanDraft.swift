public import Domain

/// A plan file as read: every feature with what was written, right or wrong.
public struct PlanDraft: Hashable, Sendable {
    public let name: Bilingual
    public let features: [PlanFeature]

    public init(name: Bilingual, features: [PlanFeature]) {
        self.name = name
        self.features = features
    }

    /// The plan, or everything that is wrong with it at once (SPEC D1, D2).
    public func checked(as kind: CentreKind = .countyCentre) throws(PlanFaults) -> FloorPlan {
        guard features.count <= PlanLimits.features else {
            throw PlanFaults([PlanFault(feature: nil, problem: .tooMany("features", limit: PlanLimits.features))])
        }
        var reading = PlanReading(features)
        reading.readAll()
        reading.checkRooms(as: kind)
        reading.checkWays()
        reading.checkDevices()
        guard reading.faults.isEmpty else { throw PlanFaults(reading.faults) }
        return reading.plan(named: name)
    }
}

/// How much a plan may hold.
public enum PlanLimits {
    /// Ten times the reference centre with all its walls and furniture.
    public static let features = 4_000
    /// A round room drawn every three degrees.
    public static let corners = 120
    /// Metres from the plan's corner; more means that degrees or millimetres were written.
    public static let reach = 10_000.0
    /// A door, or a base station on the wall, may be half a thick wall off the outline, in metres.
    public static let wallThickness = 0.35
    /// Outlines traced by hand may share this much, in square metres.
    public static let carelessness = 0.02
}
