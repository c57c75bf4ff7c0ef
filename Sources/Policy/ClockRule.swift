public import Domain
public import Premises

/// Who the law lets extend a clock; the law tells them apart.
public enum Approver: String, Hashable, Sendable, Codable, CaseIterable {
    /// 办案部门负责人.
    case departmentHead
    /// 县级以上公安机关负责人.
    case countyHead
    /// 县级公安机关值班负责人.
    case dutyHead
    /// 县级公安机关主管负责人.
    case chargeHead
    /// 公安派出所负责人.
    case stationHead

    public var title: Bilingual {
        switch self {
        case .departmentHead: Bilingual(zh: "办案部门负责人", en: "head of the case department")
        case .countyHead: Bilingual(zh: "县级以上公安机关负责人", en: "head of the police organ at county level or above")
        case .dutyHead: Bilingual(zh: "县级公安机关值班负责人", en: "head on duty of the county organ")
        case .chargeHead: Bilingual(zh: "县级公安机关主管负责人", en: "head in charge of the county organ")
        case .stationHead: Bilingual(zh: "公安派出所负责人", en: "head of the police station")
        }
    }
}

/// One statutory clock of a ground (H4): a limit, marks before it, and who may extend it how far.
public struct ClockRule: Hashable, Sendable, Codable {
    /// What must be done before the limit.
    public enum Duty: String, Hashable, Sendable, Codable, CaseIterable {
        /// End the holding on this ground.
        case release
        /// Deliver the person to the detention house.
        case deliver
        case tellFamily
        case interrogate
    }

    /// When it begins to run.
    public enum Start: String, Hashable, Sendable, Codable, CaseIterable {
        /// 到案, often before the entry.
        case arrival
        /// The moment at which the ground was announced.
        case ground
    }

    /// A longer limit that one approver may grant, each only after the one before it.
    public struct Extension: Hashable, Sendable, Codable {
        /// Counted from the start.
        public let limit: Duration
        public let approver: Approver
        public let condition: Bilingual
        public let article: Bilingual

        public init(limit: Duration, approver: Approver, condition: Bilingual, article: Bilingual) {
            self.limit = limit
            self.approver = approver
            self.condition = condition
            self.article = article
        }
    }

    public let ground: Ground
    /// Whom the ground may hold: suspects of its own procedure.
    public let persons: Set<PersonKind>
    public let duty: Duty
    public let start: Start
    public let base: Duration
    /// How long before the expiry the board warns, longest first.
    public let warnings: [Duration]
    public let extensions: [Extension]
    /// The limit for people whom the law protects (pregnant, nursing, under 16, 70 and over), never extended.
    public let protected: Duration?
    /// The only kind of centre that may use the ground; nil for any.
    public let only: CentreKind?
    public let provision: Provision

    public init(
        ground: Ground,
        persons: Set<PersonKind>,
        duty: Duty,
        start: Start,
        base: Duration,
        warnings: [Duration],
        extensions: [Extension],
        protected: Duration?,
        only: CentreKind?,
        provision: Provision
    ) {
        self.ground = ground
        self.persons = persons
        self.duty = duty
        self.start = start
        self.base = base
        self.warnings = warnings
        self.extensions = extensions
        self.protected = protected
        self.only = only
        self.provision = provision
    }

    /// The longest that all extensions together allow.
    public var longest: Duration { extensions.last?.limit ?? base }
}
