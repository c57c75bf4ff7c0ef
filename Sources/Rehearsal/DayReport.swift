public import Domain
public import Simulation

/// What a rehearsed day came to, against what truly happened and what is asked of it.
public struct DayReport: Sendable {
    /// What is asked (docs/design/0005).
    public enum Bar {
        public static let unplantedPerHour = 1.0
        public static let right = 97.0
        public static let notDetermined = 3.0
        /// Above this the radio is too kind to show anything.
        public static let strongest = 92.0
    }

    /// An alarm that nobody planted, or that a planted breach may not have.
    public struct Stranger: Sendable {
        public let at: Instant
        public let rule: String
        /// The person's number in the simulation, or the alarm's own subject.
        public let subject: String
        public let room: String
        public let began: Instant
    }

    public internal(set) var hours = 0.0
    public internal(set) var planted = 0
    /// Planted breaches that some alarm did not follow, with the alarms that are missing.
    public internal(set) var missing: [(breach: PlantedBreach, rules: [PlantedRule])] = []
    /// Alarms about the person of a planted breach, in its time, that are not among its may.
    public internal(set) var outside: [Stranger] = []
    public internal(set) var unplanted: [Stranger] = []
    public internal(set) var seconds = (determined: 0, right: 0, all: 0)
    /// The most frequent mistakes, `room as what was said`, with their seconds.
    public internal(set) var mistakes: [(what: String, seconds: Int)] = []
    public internal(set) var strongest = (right: 0, all: 0)
    public internal(set) var refusals: [Rehearsal.Refusal] = []
    /// Lines that the intake refused, by reason.
    public internal(set) var refusedLines: [String: Int] = [:]
    public internal(set) var records: UInt64 = 0
    /// The journal's root: equal for two runs whose leaves are equal.
    public internal(set) var root = ""

    public var unplantedPerHour: Double { Double(unplanted.count) / max(hours, 1e-9) }
    public var rightPerCent: Double { 100 * Double(seconds.right) / Double(max(1, seconds.determined)) }
    public var notDeterminedPerCent: Double {
        100 * Double(seconds.all - seconds.determined) / Double(max(1, seconds.all))
    }
    public var strongestPerCent: Double { 100 * Double(strongest.right) / Double(max(1, strongest.all)) }

    /// What is missed, in words; empty where all is well.
    public var faults: [String] {
        var faults: [String] = []
        if planted == 0 { faults.append("nothing was planted") }
        if !missing.isEmpty { faults.append("\(missing.count) planted breaches without an alarm that must follow") }
        if !outside.isEmpty { faults.append("\(outside.count) alarms outside what may follow a planted breach") }
        if unplantedPerHour > Bar.unplantedPerHour { faults.append("unplanted alarms an hour above one") }
        if rightPerCent < Bar.right { faults.append("right below \(Bar.right) %") }
        if notDeterminedPerCent > Bar.notDetermined { faults.append("not determined above \(Bar.notDetermined) %") }
        if strongestPerCent > Bar.strongest { faults.append("the radio is too kind") }
        if !refusals.isEmpty { faults.append("\(refusals.count) commands refused") }
        if !refusedLines.isEmpty { faults.append("lines refused: \(refusedLines)") }
        return faults
    }
}
