/// The rules, by the key under which the policy holds their parameters.
public enum RuleID: String, Hashable, Sendable, Codable, CaseIterable {
    case stepSkipped = "step-skipped"
    case wrongRoom = "wrong-room"
    case overstay
    case loneOfficer = "lone-officer"
    case personUnwatched = "person-unwatched"
    case meetsSuspect = "meets-suspect"
    case sos
    case tagCut = "tag-cut"
    case tagSilent = "tag-silent"
    case tagBattery = "tag-battery"
    case stationSilent = "station-silent"
    case clockWarning = "clock-warning"
    case clockExpired = "clock-expired"
    case noGround = "no-ground"
    case ruleFailed = "rule-failed"
    case clockJumped = "clock-jumped"
    case diskFull = "disk-full"
    case journalUnsigned = "journal-unsigned"
}

/// 特级, 一级, 二级, 三级.
public enum AlarmLevel: String, Hashable, Sendable, Codable, CaseIterable {
    case special
    case first
    case second
    case third
}
