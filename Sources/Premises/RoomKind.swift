public import Domain

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

    /// What rules and loader make of a room; a new kind must say where it belongs.
    private enum Use {
        /// A suspect waits and is held.
        case holding
        /// A criminal suspect is interrogated.
        case interrogation
        case safetyCheck
        case corridor
        /// A held person can be there without investigators.
        case unattended
        /// A person is there only with staff beside.
        case attended
        case other
    }

    private var use: Use {
        switch self {
        case .holding, .holdingSingle, .holdingMen, .holdingWomen, .holdingMinors, .statutoryWaiting, .sobering:
            .holding
        case .interrogation, .specialInterrogation, .minorsRoom: .interrogation
        case .safetyCheck, .safetyCheckMen, .safetyCheckWomen: .safetyCheck
        case .corridor, .corridorSuspects, .corridorWitnesses: .corridor
        case .toilet, .dining: .unattended
        case .interview, .identification, .medical, .urineTest, .informationCollection, .belongings, .entryDesk:
            .attended
        case .vehicleDock, .victimOneStop, .lawyer, .familyCall, .controlRoom, .guardPost, .caseDesk, .dossiers,
            .legalReview, .prosecutorsLiaison, .hearing, .propertyReception, .storeGeneral, .storeValuables, .storeCold,
            .evidenceViewing, .analysisHall, .reception, .equipment:
            .other
        }
    }

    /// Rooms in which a suspect waits and is held.
    public var isHolding: Bool { use == .holding }

    /// Rooms in which a criminal suspect is interrogated.
    public var isInterrogation: Bool { use == .interrogation }

    public var isSafetyCheck: Bool { use == .safetyCheck }

    public var isCorridor: Bool { use == .corridor }

    /// Rooms in which a held person can be without investigators, so that the plan must say who watches.
    public var needsWatch: Bool { use == .holding || use == .unattended }

    /// Rooms in which adults are held together; a minor is held apart from them (PR-11).
    public var holdsAdults: Bool {
        switch self {
        case .holding, .holdingMen, .holdingWomen, .statutoryWaiting: true
        case .holdingSingle, .holdingMinors, .sobering, .vehicleDock, .entryDesk, .safetyCheck, .safetyCheckMen,
            .safetyCheckWomen, .belongings, .informationCollection, .medical, .urineTest, .interrogation,
            .specialInterrogation, .minorsRoom, .interview, .victimOneStop, .identification, .dining, .toilet, .lawyer,
            .familyCall, .controlRoom, .guardPost, .corridor, .corridorSuspects, .corridorWitnesses, .caseDesk,
            .dossiers, .legalReview, .prosecutorsLiaison, .hearing, .propertyReception, .storeGeneral, .storeValuables,
            .storeCold, .evidenceViewing, .analysisHall, .reception, .equipment:
            false
        }
    }

    /// Rooms that the person uses only with staff beside: what holds where the plan says nothing.
    public var isWatchedInRoomByNature: Bool { use == .attended || use == .interrogation || use == .safetyCheck }

    /// For which sex or age alone the room is (PR-06, PR-11); nil where it is for everybody.
    public var reserved: Reserve? {
        switch self {
        case .safetyCheckMen, .holdingMen: .sex(.male)
        case .safetyCheckWomen, .holdingWomen: .sex(.female)
        case .holdingMinors: .minors
        case .vehicleDock, .entryDesk, .safetyCheck, .belongings, .informationCollection, .medical, .urineTest,
            .interrogation, .specialInterrogation, .minorsRoom, .interview, .victimOneStop, .identification, .holding,
            .holdingSingle, .statutoryWaiting, .sobering, .dining, .toilet, .lawyer, .familyCall, .controlRoom,
            .guardPost, .corridor, .corridorSuspects, .corridorWitnesses, .caseDesk, .dossiers, .legalReview,
            .prosecutorsLiaison, .hearing, .propertyReception, .storeGeneral, .storeValuables, .storeCold,
            .evidenceViewing, .analysisHall, .reception, .equipment:
            nil
        }
    }

    /// Whom a room is kept for.
    public enum Reserve: Hashable, Sendable {
        case sex(Sex)
        case minors

        /// Whether such a person may be in it; nil while their sex is not recorded, for then nobody can say.
        public func fits(_ sex: Sex, isMinor: Bool) -> Bool? {
            switch (self, sex) {
            case (.sex, .unknown), (.sex, .unstated): nil
            case (.sex(let own), .male), (.sex(let own), .female): sex == own
            case (.minors, _): isMinor
            }
        }
    }
}
