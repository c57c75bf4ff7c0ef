public import Domain
internal import Tracking

/// A message whose lines were looked at one by one: which would be taken, and why the others not.
///
/// It follows from the message, the moment and the registry alone, so it is made beside the intake, not in it.
public struct SortedFrame: Sendable {
    public let frame: IncomingFrame
    /// Bytes of the message, for the rate.
    public let size: Int
    /// When it was received, by the site clock.
    public let at: Instant
    /// Whether the device may speak at all.
    let isKnown: Bool
    let accepted: [Observation]
    let refused: [FrameAnswer.RefusedLine]
}

extension IntakeRegistry {
    /// Sorts the lines of a message.
    ///
    /// - device: whose credential came with it.
    /// - now: when the message was received, by the site clock.
    public func sort(
        _ frame: IncomingFrame,
        size: Int,
        from device: Code<Kind.Device>,
        at now: Instant
    ) -> SortedFrame {
        var accepted: [Observation] = []
        var refused: [FrameAnswer.RefusedLine] = []
        let rights = devices[device]
        if let rights {
            let oldest = now - (frame.isLate ? IntakeLimits.oldestLate : IntakeLimits.oldestLive)
            let newest = now + IntakeLimits.aheadOfClock
            accepted.reserveCapacity(frame.lines.count)
            for (index, line) in frame.lines.enumerated() {
                do throws(LineRefusal) {
                    let observation = try line.get()
                    guard observation.at >= oldest else { throw .tooOld }
                    guard observation.at <= newest else { throw .inTheFuture }
                    try check(observation, rights)
                    accepted.append(observation)
                } catch {
                    refused.append(FrameAnswer.RefusedLine(index: index, reason: error))
                }
            }
        }
        return SortedFrame(
            frame: frame,
            size: size,
            at: now,
            isKnown: rights != nil,
            accepted: accepted,
            refused: refused
        )
    }

    private func check(_ observation: Observation, _ rights: Rights) throws(LineRefusal) {
        if let tag = observation.tag {
            switch observation.reading {
            case .card: if !cards.contains(Code(checked: tag.text)), !tags.contains(tag) { throw .unknownTag }
            // Every item carries an EPC, known or not: an unknown one is what a portal is there to find.
            case .epc: break
            case .rssi, .range, .timeOfArrival, .position, .heartbeat, .button, .tamper, .battery, .door, .climate:
                if !tags.contains(tag) { throw .unknownTag }
            }
        }
        guard let baseStation = observation.baseStation else {
            if case .position = observation.reading, !rights.locatesTags { throw .notForThisDevice }
            return
        }
        guard baseStations.contains(baseStation) else { throw .unknownBaseStation }
        guard rights.baseStations.contains(baseStation) else { throw .notForThisDevice }
    }
}
