/// Why somebody is in the handling area; each kind has its own route and rooms.
public enum PersonKind: String, Hashable, Sendable, Codable, CaseIterable {
    case criminalSuspect
    case administrativeSuspect
    case witness
    case victim
    case reporter
    case guardian
    case lawyer
    case interpreter
    case visitor

    /// Only suspects may be held, and only they wear tags on the wrist.
    public var isSuspect: Bool { self == .criminalSuspect || self == .administrativeSuspect }
}

/// GB/T 2261.1.
public enum Sex: String, Hashable, Sendable, Codable, CaseIterable {
    case unknown
    case male
    case female
    case unstated
}

/// The legal ground that holds a person; each its own, never just "detention".
public enum Ground: String, Hashable, Sendable, Codable, CaseIterable {
    case summons
    case oralSummons
    case forcedSummons
    case compelledAppearance
    case administrativeSummons
    case continuedQuestioning
    case criminalDetention
    case administrativeDetention
    case arrest
}

/// How a person came: a way to arrive is not a ground.
public enum ArrivalMode: String, Hashable, Sendable, Codable, CaseIterable {
    case summoned
    case brought
    case citizenDelivery
    case surrender
    case referral
    case voluntary
}

/// What a person showed to say who they are.
public enum PaperKind: String, Hashable, Sendable, Codable, CaseIterable {
    case residentIdentityCard
    case householdRegister
    case hongKongMacaoPermit
    case taiwanPermit
    case residencePermit
    case foreignPermanentResidence
    case passport
    case other
}
