import Domain
import Policy
import Premises

extension Watch {
    /// How long a responder's card must be with the person to count: longer than a glance through the door.
    static let attendance = Duration.seconds(10)

    /// Looks whether somebody from outside the case has come to a person who pressed: card, room and time (R3).
    ///
    /// Who stood beside the person at the press is a bystander, whatever they do then: help is somebody who comes.
    mutating func attend(to question: Question) -> [AlarmEvent] {
        guard let stay = question.subject.stay,
            let alarm = memory.alarms.alarms(of: question).first(where: { $0.isOpen && $0.isConditionOn })
        else { return [] }
        let pressed = alarm.announcements.map(\.at).max() ?? alarm.raising.began
        guard let meeting = firstMeeting(of: stay, since: pressed, besides: alarm.raising.caseOfficers) else {
            // Who has left cannot be visited any more; whoever closes it needs a second person.
            guard let left = memory.site.stays[stay]?.exited else { return [] }
            return [record(.conditionGone(alarm.id, at: left.at))]
        }
        let due = meeting.at + setting.confirmation
        guard meeting.isOver || due <= memory.now else {
            memory.due[question] = due
            return []
        }
        return [
            record(.attended(alarm.id, meeting.attendance)),
            record(.conditionGone(alarm.id, at: meeting.at)),
        ]
    }

    private struct Meeting {
        let attendance: Attendance
        /// The leaving is known too, so that nothing can shorten it any more.
        let isOver: Bool

        var at: Instant { attendance.at }
    }

    private func firstMeeting(
        of stay: ID<Kind.Stay>,
        since pressed: Instant,
        besides caseOfficers: [Code<Kind.Officer>]
    ) -> Meeting? {
        var meetings: [Meeting] = []
        let bystanders = companions(of: stay, at: pressed)
        for stint in memory.site.stints(of: stay) where stint.until.map({ $0 > pressed }) ?? true {
            for presence in memory.site.presences(in: stint.room, during: stint) {
                guard case .officer(let officer, _) = presence.wearer, !caseOfficers.contains(officer),
                    !bystanders.contains(officer)
                else { continue }
                let from = max(pressed, stint.from, presence.stint.from)
                let until = [stint.until, presence.stint.until].compactMap(\.self).min()
                let counted = from + Self.attendance
                guard until.map({ counted <= $0 }) ?? true else { continue }
                let attendance = Attendance(
                    officer: officer,
                    room: stint.room,
                    at: counted,
                    evidence: presence.stint.event
                )
                meetings.append(Meeting(attendance: attendance, isOver: until != nil))
            }
        }
        return meetings.min { ($0.at, $0.attendance.officer) < ($1.at, $1.attendance.officer) }
    }

    /// The officers who shared a room with the person at that moment.
    private func companions(of stay: ID<Kind.Stay>, at moment: Instant) -> Set<Code<Kind.Officer>> {
        var officers: Set<Code<Kind.Officer>> = []
        for stint in memory.site.stints(of: stay) where stint.contains(moment) {
            for presence in memory.site.presences(in: stint.room, during: stint)
            where presence.stint.contains(moment) {
                if case .officer(let officer, _) = presence.wearer { officers.insert(officer) }
            }
        }
        return officers
    }
}
