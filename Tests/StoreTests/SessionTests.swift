import Domain
import Events
import Testing

@testable import Store

/// Sign-ins over the real store; what time it is, is said with each question.
struct SessionTests {
    private let fixture: StoreFixture
    private let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.open()
    }

    @Test(arguments: [(Role.supervisor, Int64(15)), (.caseOfficer, 15), (.systemAdministrator, 5)])
    func aBrowserThatNobodyUsesIsSignedOut(_ role: Role, _ minutes: Int64) async throws {
        let secret = try await signIn(role)
        let start = fixture.world.now()

        #expect(try store.session(secret, now: start + .minutes(minutes) - .seconds(5)) != nil)
        #expect(try store.session(secret, now: start + .minutes(minutes) + .seconds(5)) == nil)
    }

    @Test func theDutyDeskStaysSignedInForAShiftAndNoLonger() async throws {
        let secret = try await signIn(.custodian)
        let start = fixture.world.now()

        #expect(try store.session(secret, now: start + .hours(11)) != nil)
        #expect(try store.session(secret, now: start + .hours(12) + .seconds(5)) == nil)
    }

    @Test func aSessionInUseIsKeptAliveButNotWrittenAtEachRequest() async throws {
        let secret = try await signIn(.supervisor)
        let start = fixture.world.now()

        #expect(try store.session(secret, now: start + .seconds(30))?.isToBeKeptAlive == false)
        #expect(try store.session(secret, now: start + .seconds(90))?.isToBeKeptAlive == true)
        try await store.keepAlive(secret)
        #expect(try store.session(secret, now: fixture.world.now() + .minutes(14)) != nil)
    }

    @Test func aRevokedAccountLosesItsSessionsAndTokensAtOnce() async throws {
        let secret = try await signIn(.supervisor)
        let account = try #require(try store.session(secret, now: fixture.world.now())?.account.id)
        let token = try await store.newToken(for: account, lasting: .hours(1))
        #expect(try store.session(token, now: fixture.world.now()) != nil)

        try await store.revokeAccount(account)
        #expect(try store.session(secret, now: fixture.world.now()) == nil)
        #expect(try store.session(token, now: fixture.world.now()) == nil)
        #expect(try await store.signIn(name: "somebody", password: "long-enough") == nil)
        await #expect(throws: AccessRefusal.accountUnknown) { try await store.revokeAccount(account) }
    }

    @Test func fiveWrongPasswordsLockEvenTheRightOneOut() async throws {
        _ = try await signIn(.supervisor)
        for _ in 0..<5 { #expect(try await store.signIn(name: "somebody", password: "not-this-one") == nil) }

        #expect(try await store.signIn(name: "somebody", password: "long-enough") == nil)
    }

    /// Who only knows the name of the duty desk guesses in vain, and the desk signs in all the same (TRUST D7).
    @Test func aStrangerLocksOutStrangersButNoBrowserThatSignedInBefore() async throws {
        _ = try await signIn(.custodian)
        let desk = try await store.signIn(name: "somebody", password: "long-enough", remembers: true)
        let browser = try #require(desk?.browser)
        for _ in 0..<7 { #expect(try await store.signIn(name: "somebody", password: "not-this-one") == nil) }

        #expect(try await store.signIn(name: "somebody", password: "long-enough", browser: "made-up") == nil)
        let again = try await store.signIn(name: "somebody", password: "long-enough", browser: browser, remembers: true)
        #expect(again?.browser == browser)
        // The desk's sign-in tells the stranger nothing and gives no new tries.
        #expect(try await store.signIn(name: "somebody", password: "long-enough") == nil)
    }

    @Test func aBrowserThatIsKnownMayNotGuessForEverEither() async throws {
        _ = try await signIn(.custodian)
        let browser = try #require(
            try await store.signIn(name: "somebody", password: "long-enough", remembers: true)?.browser
        )
        for _ in 0..<5 {
            #expect(try await store.signIn(name: "somebody", password: "not-this-one", browser: browser) == nil)
        }

        #expect(try await store.signIn(name: "somebody", password: "long-enough", browser: browser) == nil)
        #expect(try await store.signIn(name: "somebody", password: "long-enough") != nil)
    }

    @Test func aBrowserIsKnownForTheAccountsThatSignedInThereAndNoOther() async throws {
        _ = try await signIn(.custodian)
        _ = try await store.addAccount(
            name: "chief",
            officer: Code(checked: "P002"),
            role: .supervisor,
            cases: [],
            password: "longer-still",
            rounds: 1 << 10
        )
        let browser = try #require(
            try await store.signIn(name: "somebody", password: "long-enough", remembers: true)?.browser
        )
        #expect(try store.knows(browser: browser) && !store.knows(browser: "made-up"))
        for _ in 0..<5 { #expect(try await store.signIn(name: "chief", password: "no", browser: browser) == nil) }

        #expect(try await store.signIn(name: "chief", password: "longer-still", browser: browser) == nil)
        let account = try #require(try store.account(named: "somebody"))
        try await store.revokeAccount(account)
        #expect(try !store.knows(browser: browser))
    }

    private func signIn(_ role: Role) async throws -> String {
        _ = try await store.addAccount(
            name: "somebody",
            officer: Code(checked: "P001"),
            role: role,
            cases: [],
            password: "long-enough",
            rounds: 1 << 10
        )
        return try #require(try await store.signIn(name: "Somebody", password: "long-enough")?.session)
    }
}
