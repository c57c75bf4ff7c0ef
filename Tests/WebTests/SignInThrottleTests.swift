import Domain
import Testing

@testable import Web

struct SignInThrottleTests {
    private let throttle = SignInThrottle()
    private let start = Instant(microseconds: 1_772_420_400_000_000)

    @Test func anAddressWaitsAfterFiveFailuresUntilTheOldestIsAMinuteOld() {
        for second in 0..<5 {
            #expect(throttle.wait(.address("10.0.0.1"), at: start + .seconds(second)) == nil)
            throttle.failed(.address("10.0.0.1"), at: start + .seconds(second))
        }
        #expect(throttle.wait(.address("10.0.0.1"), at: start + .seconds(10)) == 50)
        #expect(throttle.wait(.address("10.0.0.2"), at: start + .seconds(10)) == nil)
        #expect(throttle.wait(.address("10.0.0.1"), at: start + .seconds(60)) == nil)
    }

    @Test func strangersTogetherWaitButWhoSignedInBeforeDoesNot() {
        throttle.signedIn(.address("10.0.0.250"))
        for stranger in 1...20 { throttle.failed(.address("10.0.0.\(stranger)"), at: start) }

        #expect(throttle.wait(.address("10.0.0.99"), at: start + .seconds(1)) == 59)
        #expect(throttle.wait(.address("10.0.0.250"), at: start + .seconds(1)) == nil)
    }

    @Test func aSignInForgetsTheFailuresOfItsAddress() {
        for _ in 0..<5 { throttle.failed(.address("10.0.0.1"), at: start) }
        throttle.signedIn(.address("10.0.0.1"))

        #expect(throttle.wait(.address("10.0.0.1"), at: start) == nil)
    }

    @Test func aKnownBrowserIsNotHeldUpByWhatOthersTryFromItsAddress() {
        for _ in 0..<5 { throttle.failed(.address("10.0.0.1"), at: start) }
        for stranger in 1...20 { throttle.failed(.address("10.0.1.\(stranger)"), at: start) }

        #expect(throttle.wait(.address("10.0.0.1"), at: start) != nil)
        #expect(throttle.wait(.browser("desk"), at: start) == nil)
        for _ in 0..<5 { throttle.failed(.browser("desk"), at: start) }
        #expect(throttle.wait(.browser("desk"), at: start) == 60)
    }

    /// Tries side by side count before anybody knows how they end; the own sign-in forgets nothing of them.
    @Test func aTryCountsUntilItIsForgiven() {
        let client = SignInThrottle.Client.confirming(Code(checked: "P2009"))
        for second in 0..<5 { #expect(throttle.attempt(client, at: start + .seconds(second)) == nil) }
        #expect(throttle.attempt(client, at: start + .seconds(5)) == 55)
        throttle.signedIn(.address("10.0.0.1"))
        #expect(throttle.attempt(client, at: start + .seconds(5)) != nil)

        throttle.forgive(client, start + .seconds(2))
        #expect(throttle.attempt(client, at: start + .seconds(6)) == nil)
        #expect(throttle.attempt(client, at: start + .seconds(6)) != nil)
        #expect(throttle.attempt(.confirming(Code(checked: "P2010")), at: start + .seconds(6)) == nil)
    }
}
