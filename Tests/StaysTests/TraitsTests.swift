import Domain
import Testing

@testable import Stays

struct TraitsTests {
    private static let day = CivilTime(year: 2026, month: 3, day: 2)

    private func traits(
        _ age: Traits.Age,
        of kind: PersonKind = .criminalSuspect,
        isPregnantOrNursing: Bool = false
    ) -> [Bool] {
        let traits = Traits(
            of: kind,
            sex: .female,
            age: age,
            isPregnantOrNursing: isPregnantOrNursing,
            on: Self.day
        )
        return [traits.isMinor, traits.isProtected]
    }

    private func born(_ year: Int, _ day: Int) -> Traits.Age { .born(CivilTime(year: year, month: 3, day: day)) }

    /// CL-12: under 16 and 70 and over; the day itself does not count yet.
    @Test func ageDecidesWhoIsAMinorAndWhoIsProtected() {
        #expect(traits(born(2010, 2)) == [true, true])
        #expect(traits(born(2010, 1)) == [true, false])
        #expect(traits(born(2008, 2)) == [true, false])
        #expect(traits(born(2008, 1)) == [false, false])
        #expect(traits(born(1956, 2)) == [false, false])
        #expect(traits(born(1956, 1)) == [false, true])
        #expect(traits(born(1990, 1), isPregnantOrNursing: true) == [false, true])
    }

    /// H1: the doubt is the person's.
    @Test func aDisputedAgeIsAMinorsAndAnUntoldOneASuspectsOnly() {
        #expect(traits(.disputed) == [true, true])
        #expect(traits(.disputed, of: .witness) == [true, true])
        #expect(traits(.untold) == [true, false])
        #expect(traits(.untold, of: .witness) == [false, false])
    }
}
