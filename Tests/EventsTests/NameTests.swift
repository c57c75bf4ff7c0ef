import Alarms
import Domain
import Events
import Foundation
import Policy
import Premises
import Stays
import Testing

/// The names of enums' cases stand in leaves, also where no sample shows them.
struct NameTests {
    private static func names<Name: RawRepresentable<String> & CaseIterable>(_ type: Name.Type) -> [String] {
        Name.allCases.map { "\(String(reflecting: type)) \($0.rawValue)" }
    }

    private static let written =
        names(ArrivalMode.self) + names(Ground.self) + names(PaperKind.self) + names(PersonKind.self)
        + names(Role.self) + names(Sex.self) + names(StaffMember.Rank.self) + names(AlarmLevel.self)
        + names(Approver.self) + names(ClockRule.Duty.self) + names(RuleID.self) + names(Step.self)
        + names(DarkTime.Cause.self) + names(Exit.End.self) + names(TagBinding.Reason.self)
        + names(Closing.Reason.self) + names(Urgency.self) + names(Withdrawal.self)
        + names(Explanation.Reading.What.self) + names(Explanation.Quiet.By.self) + names(SiteClockKind.self)
        + names(DiskState.self) + names(ReadScope.self)

    /// A new name is a new line; a line that is gone would leave records that nobody can read.
    @Test func writtenNamesNeverChange() throws {
        let file = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
            .appending(path: Golden.names)

        let known = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)

        #expect(Set(Self.written) == Set(known))
    }
}
