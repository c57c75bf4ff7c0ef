/// One thing that is wrong with a plan, where, and what to write instead.
public struct PlanFault: Error, Hashable, Sendable {
    /// The id of the feature, or `#12` for the twelfth of the file; nil for the file as a whole.
    public let feature: String?
    public let problem: Problem

    public init(feature: String?, problem: Problem) {
        self.feature = feature
        self.problem = problem
    }

    public enum Problem: Hashable, Sendable {
        // Any feature
        case featureMissing
        case featureUnknown(String, nearest: String?)
        case idMissing
        case idMalformed(String)
        case idRepeated(first: Int)
        case shapeWrong(found: String, needed: String)
        case coordinateOutOfRange
        case keyMisspelt(String, nearest: String)
        case valueMissing(key: String, needed: String)
        case valueWrong(key: String, found: String, needed: String)
        case valueUnknown(key: String, found: String, nearest: String?, known: [String])
        case tooMany(String, limit: Int)
        case noRooms

        // Rooms
        case outlineOpen
        case outlineTooFewCorners(Int)
        case outlineTooManyCorners(Int)
        case outlineCrossesItself
        case outlineHasHoles
        case roomsOverlap(with: String, squareCentimetres: Int)
        case roomWithoutWayIn
        case roomWithoutWayOut
        case watchMissing
        case postUnknown(String, nearest: String?)
        case postIsTheRoomItself
        case statutoryWaitingInCountyCentre

        // Doors
        case joinsNotTwo(Int)
        case doorToNowhere(String, nearest: String?)
        case doorJoinsOnePlace(String)
        case doorOffTheOutline(room: String, centimetres: Int)

        // Base stations and cameras
        case baseStationOutside
        case seesNothing
        case seesUnknownRoom(String, nearest: String?)
        case soundInLawyersRoom(String)
        case readablePictureInLawyersRoom(String)
        case unmaskedCameraInToilet(String)
    }
}

/// Everything that is wrong with a plan; never empty.
public struct PlanFaults: Error, Hashable, Sendable {
    public let faults: [PlanFault]

    public init(_ faults: [PlanFault]) {
        precondition(!faults.isEmpty, "a plan without a fault is not refused")
        self.faults = faults
    }
}
