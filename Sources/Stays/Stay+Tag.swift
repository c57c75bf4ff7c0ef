public import Domain
import Policy

extension Stay {
    /// Puts a tag on the wrist, or gives a visitor a card; the binding is complete when the server hears a press of it.
    ///
    /// - isVisitorCard: a card that witnesses and other visitors carry; only suspects wear a tag on the wrist,
    ///   and nothing else shows where they are.
    public func issue(
        _ tag: Code<Kind.Tag>,
        isVisitorCard: Bool = false,
        by officer: Code<Kind.Officer>,
        now: Instant
    ) throws(StayRefusal) -> [StayEvent] {
        guard !hasLeft else { throw .alreadyLeft }
        guard kind.isSuspect || isVisitorCard else { throw .tagNotForKind(kind) }
        guard !(kind.isSuspect && isVisitorCard) else { throw .cardForSuspect(tag) }
        guard self.tag.worn != tag else { throw .tagAlreadyWorn(tag) }
        // Replaced in mid-stay: the old one comes off in the same moment.
        var events = self.tag.worn.map { [StayEvent.tagReturned(id, $0, at: now, by: officer)] } ?? []
        events.append(.tagIssued(id, tag, at: now, by: officer))
        return events + untagged(since: now, officer)
    }

    /// A press of a tag that waits for its test: the binding is complete. Nil for every other press: that is an SOS.
    ///
    /// - moment: when the server received it. What a base station's clock says of a press may lie seconds before the
    ///   moment at which the tag was put on.
    public func testPress(_ tag: Code<Kind.Tag>, receivedAt moment: Instant) -> [StayEvent]? {
        guard case .pending(tag, let since) = self.tag, moment >= since, !hasLeft else { return nil }
        let bound = StayEvent.tagBound(id, tag, at: moment)
        guard wearsWristTag, let light = endDark(.untagged, at: moment, reason: nil) else { return [bound] }
        return [bound, light]
    }

    /// No tag can be worn: the person is watched otherwise, and the time stays dark.
    public func forgoTag(
        _ reason: TagBinding.Reason,
        by officer: Code<Kind.Officer>,
        now: Instant
    ) throws(StayRefusal) -> StayEvent {
        guard !hasLeft else { throw .alreadyLeft }
        if let worn = tag.worn { throw .tagAlreadyWorn(worn) }
        return .tagForgone(id, reason, at: now, by: officer)
    }

    /// The tag comes back to the desk, before the exit or, owed, after it.
    public func returnTag(by officer: Code<Kind.Officer>, now: Instant) throws(StayRefusal) -> [StayEvent] {
        guard let worn = tag.worn else { throw .tagNotWorn }
        var events: [StayEvent] = [.tagReturned(id, worn, at: now, by: officer)]
        events += untagged(since: now, officer)
        if owed.contains(where: { $0.duty == .step(.tagReturn) }) {
            events.append(.dutyDone(id, .step(.tagReturn), at: now, by: officer))
        }
        return events
    }

    /// Whether the tag is on the wrist; a card given to a witness stays one when the witness becomes a suspect.
    public var wearsWristTag: Bool { tag.worn != nil && (tagIssuedAs ?? kind).isSuspect }

    /// Whether the person is followed as a suspect is: by a tag on the wrist that has proved itself.
    var hasProvenWristTag: Bool { tag.isComplete && wearsWristTag }

    /// The time without a tag that has proved itself is dark, for those who wear one.
    private func untagged(since moment: Instant, _ officer: Code<Kind.Officer>) -> [StayEvent] {
        guard kind.isSuspect, let event = goDark(.untagged, at: moment, lastHolder: officer) else { return [] }
        return [event]
    }
}

extension TagBinding {
    public var isComplete: Bool {
        if case .complete = self { true } else { false }
    }
}
