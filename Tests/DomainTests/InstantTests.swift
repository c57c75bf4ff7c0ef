import Domain
import Testing

struct InstantTests {
    private let noon = Instant(seconds: 1_772_452_800)

    @Test func addingASpanAndTakingTheDifferenceAreInverse() {
        let later = noon + .microseconds(1_234_567)

        #expect(later - noon == .microseconds(1_234_567))
        #expect(later - .microseconds(1_234_567) == noon)
        #expect(noon - later == .microseconds(-1_234_567))
        #expect(noon < later)
    }

    @Test func aSpanIsStoredInWholeMicrosecondsRoundedTowardsZero() {
        #expect(Duration.hours(12).inMicroseconds == 43_200_000_000)
        #expect(Duration.minutes(2) == .seconds(120))
        #expect(Duration.nanoseconds(1_999).inMicroseconds == 1)
        #expect(Duration.nanoseconds(-1_999).inMicroseconds == -1)
        #expect(Duration.milliseconds(1_500).inSeconds == 1.5)
    }

    @Test func aSpanHoldsItsStartButNotItsEnd() {
        let span = Span(from: noon, until: noon + .seconds(10))

        #expect(span.contains(noon))
        #expect(!span.contains(noon + .seconds(10)))
        #expect(!span.contains(noon - .microseconds(1)))
        #expect(span.length(at: noon + .hours(1)) == .seconds(10))
    }

    @Test func anOpenSpanLastsUntilNowAndIsNeverShorterThanNothing() {
        let span = Span(from: noon)

        #expect(span.contains(noon + .hours(1_000)))
        #expect(span.length(at: noon + .seconds(90)) == .seconds(90))
        #expect(span.length(at: noon - .seconds(90)) == .zero)
    }
}
