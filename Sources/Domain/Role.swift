/// What an account may be; the three administrators are held by different people.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    case custodian
    case caseOfficer
    case supervisor
    case systemAdministrator
}

/// Each thing that a route, a feed item or a command may ask for.
public enum Permission: String, Hashable, Sendable, CaseIterable {
    /// The board, the list of people in the area and where they are.
    case readBoard
    /// A person's page; for a case officer only of the own case.
    case readStay
    case readAlarms
    case readSOS
    case registerArrivals
    case bindTags
    case recordSteps
    case allocateRooms
    case recordExits
    /// An extension of a legal limit that an approver has granted on paper.
    case recordExtensions
    /// An arrival to earlier; to later it takes a supervisor and one more who holds it.
    case correctArrivals
    case acknowledgeAlarms
    case closeAlarms
    case closeSOS
    case readDevices
    case manageAccounts
    /// Hash tiles and checkpoint: a sign-in of any role.
    case readTiles
    /// Record bundles and leaves.
    case readRecords
}

extension Role {
    /// The one table of who may do what. What a case officer may read is narrowed further to the own cases.
    public var permissions: Set<Permission> {
        switch self {
        case .custodian:
            [
                .readBoard, .readStay, .readAlarms, .readSOS, .registerArrivals, .bindTags, .recordSteps,
                .allocateRooms, .recordExits, .recordExtensions, .correctArrivals, .acknowledgeAlarms, .closeAlarms,
                .closeSOS, .readDevices, .readTiles,
            ]
        case .caseOfficer:
            [.readBoard, .readStay, .readAlarms, .recordSteps, .readTiles]
        case .supervisor:
            [
                .readBoard, .readStay, .readAlarms, .readSOS, .correctArrivals, .acknowledgeAlarms, .closeAlarms,
                .closeSOS, .readDevices, .readTiles, .readRecords,
            ]
        case .systemAdministrator:
            [.readDevices, .manageAccounts, .readTiles]
        }
    }

    /// Whether this role sees only the cases on its own list.
    public var isLimitedToOwnCases: Bool { self == .caseOfficer }
}
