import Domain
import Testing

struct RoleTests {
    @Test func theSystemAdministratorSeesNoCaseData() {
        let caseData: Set<Permission> = [.readBoard, .readStay, .readAlarms, .readSOS, .readRecords]

        #expect(Role.systemAdministrator.permissions.isDisjoint(with: caseData))
    }

    @Test func theCaseTeamNeitherSeesNorClosesAnSOS() {
        #expect(Role.caseOfficer.permissions.isDisjoint(with: [.readSOS, .closeSOS, .closeAlarms, .acknowledgeAlarms]))
    }

    @Test func onlyACaseOfficerIsLimitedToTheOwnCases() {
        #expect(Role.allCases.filter(\.isLimitedToOwnCases) == [.caseOfficer])
    }

    @Test func onlyTheCustodianDecidesWhoComesAndGoes() {
        for permission in [Permission.registerArrivals, .bindTags, .allocateRooms, .recordExits] {
            #expect(holders(of: permission) == [.custodian], "\(permission)")
        }
    }

    @Test func onlyTheSystemAdministratorManagesAccounts() {
        #expect(holders(of: .manageAccounts) == [.systemAdministrator])
    }

    @Test func onlyTheSupervisorReadsRecords() {
        #expect(holders(of: .readRecords) == [.supervisor])
    }

    @Test func theDeskAndTheSupervisorCorrectArrivals() {
        #expect(holders(of: .correctArrivals) == [.custodian, .supervisor])
    }

    @Test func everyRoleReadsTiles() {
        #expect(holders(of: .readTiles) == Role.allCases)
    }

    @Test(arguments: Permission.allCases)
    func everyPermissionIsHeldBySomebody(_ permission: Permission) {
        #expect(!holders(of: permission).isEmpty)
    }

    private func holders(of permission: Permission) -> [Role] {
        Role.allCases.filter { $0.permissions.contains(permission) }
    }
}
