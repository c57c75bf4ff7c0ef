import Domain
import Policy
import Premises

/// Every rule that is judged from the journal; a rule that the policy does not set is not judged.
///
/// The SOS is not here: it is evaluated where the frame is taken in (``SOS``).
enum Catalogue {
    static func judges(of policy: PolicyVersion) -> [any Judge] {
        policy.rules.compactMap { judge(Ruling($0, in: policy), policy) }
    }

    private static func judge(_ ruling: Ruling, _ policy: PolicyVersion) -> (any Judge)? {
        switch ruling.id {
        case .stepSkipped:
            StepSkipped(ruling: ruling) { room, person in policy.stepsRequired(before: room, for: person) }
        case .wrongRoom: WrongRoom(ruling: ruling) { person, room in policy.allows(person, in: room) }
        case .overstay: Overstay(ruling: ruling)
        case .loneOfficer: LoneOfficer(ruling: ruling)
        case .personUnwatched: PersonUnwatched(ruling: ruling)
        case .meetsSuspect: MeetsSuspect(ruling: ruling)
        case .tagCut: TagCut(ruling: ruling)
        case .tagSilent: TagSilent(ruling: ruling)
        case .tagBattery: TagBattery(ruling: ruling)
        case .stationSilent: StationSilent(ruling: ruling)
        case .clockWarning: ClockWarning(ruling: ruling)
        case .clockExpired: ClockExpired(ruling: ruling)
        case .noGround: NoGround(ruling: ruling)
        case .clockJumped: ClockJumped(ruling: ruling)
        case .diskFull: DiskFull(ruling: ruling)
        case .journalUnsigned: JournalUnsigned(ruling: ruling)
        case .sos, .ruleFailed: nil
        }
    }
}
