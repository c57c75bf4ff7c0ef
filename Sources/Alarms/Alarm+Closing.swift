public import Domain
import Policy

extension Alarm {
    /// Somebody has heard it. The first answer counts until it sounds anew.
    public func acknowledge(by officer: Code<Kind.Officer>, at now: Instant) throws(AlarmRefusal) -> AlarmEvent {
        guard isOpen else { throw .alreadyClosed }
        guard mayHandle(officer) else { throw .ownCase }
        return .acknowledged(id, by: officer, at: now)
    }

    /// Closes it: the condition gone, somebody's acknowledgement, a reason; an SOS by the stricter rule of R3.
    public func close(_ closing: Closing) throws(AlarmRefusal) -> AlarmEvent {
        guard isOpen else { throw .alreadyClosed }
        guard mayHandle(closing.by) else { throw .ownCase }
        if asksForAttendance {
            // Before the condition: without a responder it cannot be gone, and this says what to do.
            guard isAttended || !isConditionOn else { throw .nobodyAttended }
        }
        guard !isConditionOn || isButtonAlone else { throw .stillOn }
        guard acknowledged != nil else { throw .notAcknowledged }
        if raising.key.rule == .sos {
            guard closing.words != nil else { throw .wordsMissing }
            // A person who has left cannot be visited any more: two people answer for the closing.
            let needsSecond = closing.reason == .mistake || (asksForAttendance && !isAttended)
            guard !needsSecond || isConfirmed(closing) else { throw .secondPersonMissing }
        }
        return .closed(id, closing)
    }

    /// A person's call for help: somebody from outside the case goes there (R3).
    private var asksForAttendance: Bool { raising.key.rule == .sos && raising.stay != nil }

    /// An officer's card or a tag that nobody wears: no track tells when it is over, the closing says so.
    private var isButtonAlone: Bool { raising.key.rule == .sos && raising.stay == nil }

    private var isAttended: Bool { attendances.contains { mayHandle($0.officer) } }

    /// Whether the officer stands outside the case, where that matters.
    private func mayHandle(_ officer: Code<Kind.Officer>) -> Bool {
        audience != .outsideTheCase || !raising.caseOfficers.contains(officer)
    }

    private func isConfirmed(_ closing: Closing) -> Bool {
        guard let second = closing.confirmedBy else { return false }
        return second != closing.by && mayHandle(second)
    }
}
