public import Domain
public import Policy

extension Alarm {
    /// The alarm that this event raises.
    public init(_ id: ID<Kind.Alarm>, _ raising: Raising, recordedAt: Instant) {
        self.id = id
        self.raising = raising
        urgency = raising.urgency
        level = raising.level
        condition = .on
        sounded = recordedAt
        acknowledged = nil
        end = nil
        escalation = 0
        announcements = []
        attendances = []
    }

    /// The only place where an alarm changes. A repeated event changes nothing.
    public mutating func apply(_ event: AlarmEvent, recordedAt: Instant) {
        switch event {
        case .raised: break
        case .announced(_, let press, let at): announce(press, at: at, recordedAt: recordedAt)
        case .urgencyChanged(_, let urgency, let level, _):
            // A warning that becomes an alarm begins to climb now.
            if self.urgency != urgency, urgency == .alarm { soundAnew(at: recordedAt) }
            self.urgency = urgency
            self.level = level
        case .conditionGone(_, let at): condition = .gone(at: at)
        case .conditionBack:
            condition = .on
            // What was taken back and is so after all is news: an answer to the first time is none to this one.
            if case .withdrawn = end {
                end = nil
                soundAnew(at: recordedAt)
            }
        case .escalated(_, let step, _): escalation = max(escalation, step)
        case .attended(_, let attendance):
            if !attendances.contains(attendance) { attendances.append(attendance) }
        case .acknowledged(_, let officer, let at):
            if acknowledged == nil { acknowledged = Mark(by: officer, at: at) }
        case .closed(_, let closing): end = .closed(closing)
        case .withdrawn(_, let reason, let because, let at): end = .withdrawn(reason, because: because, at: at)
        }
    }

    private mutating func announce(_ press: ID<Kind.Event>, at: Instant, recordedAt: Instant) {
        guard press != raising.key.began, !announcements.contains(where: { $0.press == press }) else { return }
        announcements.append(Announcement(press: press, at: at))
        soundAnew(at: recordedAt)
        condition = .on
    }

    /// Nobody has answered yet what sounds now, whoever answered before: the journal keeps who did.
    private mutating func soundAnew(at moment: Instant) {
        sounded = moment
        escalation = 0
        acknowledged = nil
    }
}

extension Alarm {
    public var isOpen: Bool { end == nil }

    public var isConditionOn: Bool { condition == .on }

    /// Whether further posts are to be told. What is over needs nobody any more, but for a call for help: it climbs
    /// until somebody says that they heard it (R4).
    public var climbs: Bool {
        isOpen && urgency == .alarm && acknowledged == nil && (isConditionOn || raising.key.rule == .sos)
    }

    /// Who may know of it.
    public var audience: Audience { raising.key.rule.audience }

    /// Whether this officer may see it, if they know the case. An SOS never reaches the case team, whatever their role.
    public func isVisible(to officer: Code<Kind.Officer>, asCaseOfficer: Bool) -> Bool {
        switch audience {
        case .outsideTheCase: !asCaseOfficer && !raising.caseOfficers.contains(officer)
        case .caseTeamToo: true
        case .technical: !asCaseOfficer
        }
    }
}

/// Whom an alarm is for.
public enum Audience: String, Hashable, Sendable, Codable, CaseIterable {
    /// The desk, supervision, and the officers of the case.
    case caseTeamToo
    /// Never the officers of the case (R4).
    case outsideTheCase
    /// Devices: the desk, supervision and the system administrator.
    case technical
}

extension RuleID {
    public var audience: Audience {
        switch self {
        case .sos: .outsideTheCase
        case .stationSilent, .ruleFailed, .clockJumped, .diskFull, .journalUnsigned: .technical
        case .stepSkipped, .wrongRoom, .overstay, .loneOfficer, .personUnwatched, .meetsSuspect, .tagCut, .tagSilent,
            .tagBattery, .clockWarning, .clockExpired, .noGround:
            .caseTeamToo
        }
    }
}
