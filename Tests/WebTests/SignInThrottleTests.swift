import Domain
import Testing

@testable import Web

struct SignInThrottleTests {
    private let throttle = SignInThrottle()
    private let start = Instant(microseconds: 1_772_420_400_000_000)

    @Test func anAddressWaitsAfterFiveFailuresUntilTheOldestIsAMinuteOld() {
        for second in 0..<5 {
            #expect(throttle.wait("10.0.0.1", at: start + .seconds(second)) == nil)
            throttle.failed("10.0.0.1", at: start + .seconds(second))
        }
        #expect(throttle.wait("10.0.0.1", at: start + .seconds(10)) == 50)
        #expect(throttle.wait("10.0.0.2", at: start + .seconds(10)) == nil)
        #expect(throttle.wait("10.0.0.1", at: start + .seconds(60)) == nil)
    }

    @Test func strangersTogetherWaitButWhoSignedInBeforeDoesNot() {
        throttle.signedIn("10.0.0.250")
        for stranger in 1...20 { throttle.failed("10.0.0.\(stranger)", at: start) }

        #expect(throttle.wait("10.0.0.99", at: start + .seconds(1)) == 59)
        #expect(throttle.wait("10.0.0.250", at: start + .seconds(1)) == nil)
    }

    @Test func aSignInForgetsTheFailuresOfItsAddress() {
        for _ in 0..<5 { throttle.failed("10.0.0.1", at: start) }
        throttle.signedIn("10.0.0.1")

        #expect(throttle.wait("10.0.0.1", at: start) == nil)
    }
}
