/// What a room is for (SPEC D2). The raw value is how plan and policy files write it.
public enum RoomKind: String, Hashable, Sendable, Codable, CaseIterable {
    case vehicleDock
    case entryDesk
    case safetyCheckMen
    case safetyCheckWomen
    case safetyCheck
    case belongings
    case informationCollection
    case medical
    case urineTest
    case interrogation
    case specialInterrogation
    case minorsRoom
    case interview
    case victimOneStop
    case identification
    case holding
    case holdingSingle
    case holdingMen
    case holdingWomen
    case holdingMinors
    case statutoryWaiting
    case sobering
    case dining
    case toilet
    case lawyer
    case familyCall
    case controlRoom
    case guardPost
    case corridor
    case corridorSuspects
    case corridorWitnesses
    case caseDesk
    case dossiers
    case legalReview
    case prosecutorsLiaison
    case hearing
    case propertyReception
    case storeGeneral
    case storeValuables
    case storeCold
    case evidenceViewing
    case analysisHall
    case reception
    case equipment

    /// Rooms in which a suspect waits and is held.
    public var isHolding: Bool {
        switch self {
        case .holding, .holdingSingle, .holdingMen, .holdingWomen, .holdingMinors, .statutoryWaiting, .sobering: true
        case _: false
        }
    }

    /// Rooms in which a criminal suspect is interrogated.
    public var isInterrogation: Bool {
        switch self {
        case .interrogation, .specialInterrogation, .minorsRoom: true
        case _: false
        }
    }

    public var isSafetyCheck: Bool {
        switch self {
        case .safetyCheck, .safetyCheckMen, .safetyCheckWomen: true
        case _: false
        }
    }

    public var isCorridor: Bool {
        switch self {
        case .corridor, .corridorSuspects, .corridorWitnesses: true
        case _: false
        }
    }

    /// Rooms in which a held person can be without investigators, so that the plan must say who watches.
    public var needsWatch: Bool {
        switch self {
        case .toilet, .dining: true
        case _: isHolding
        }
    }

    /// Rooms that the person uses only with staff beside: what holds where the plan says nothing.
    public var isWatchedInRoomByNature: Bool {
        switch self {
        case .interview, .identification, .medical, .urineTest, .informationCollection, .belongings, .entryDesk: true
        case _: isInterrogation || isSafetyCheck
        }
    }
}
