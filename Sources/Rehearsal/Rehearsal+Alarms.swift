internal import Alarms
internal import Centre
internal import Domain
internal import Policy
internal import Simulation
internal import Store
internal import Web

extension Rehearsal {
    /// Seconds until the desk has heard an alarm, and until it closes what is over.
    private static let hears = Duration.seconds(25)
    private static let closes = Duration.seconds(180)

    /// What a desk on duty does with alarms: acknowledges them, and closes what is over with a reason.
    public func answerAlarms() async throws {
        guard second.isMultiple(of: 15) else { return }
        for alarm in try centre.store.openAlarms() {
            if alarm.acknowledged == nil {
                guard now - alarm.sounded >= Self.hears else { continue }
                try await ask(.acknowledge(alarm.id))
            } else if case .gone(let at) = alarm.condition, now - at >= Self.closes {
                let isCall = alarm.raising.key.rule == .sos
                try await ask(
                    .closeAlarm(
                        alarm.id,
                        reason: isCall ? "illness" : "remedied",
                        words: isCall ? "头晕，要求喝水" : nil,
                        second: nil
                    )
                )
            }
        }
    }

    /// What the house refuses stays as it is.
    private func ask(_ command: SiteCommand) async throws {
        do { try await desk.perform(command) } catch is SiteRefusal { return }
    }
}
