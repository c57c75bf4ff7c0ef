import Domain
import Testing

struct CitizenIDNumberTests {
    /// The example printed in GB 11643-1999.
    private static let published = "11010519491231002X"

    @Test func thePublishedExampleIsRead() throws {
        let number = try CitizenIDNumber(Self.published)

        #expect(number.birthDate == CivilTime(year: 1949, month: 12, day: 31))
        #expect(number.sex == .female)
        #expect(number.masked == "110105**********2X")
        #expect(number.masked.count == 18)
    }

    @Test func aSmallXIsACheckCharacterToo() throws {
        #expect(try CitizenIDNumber(Self.published.lowercased()).text == Self.published)
    }

    @Test(arguments: "0123456789")
    func everyOtherCheckCharacterIsRefused(_ check: Character) {
        #expect(throws: CitizenIDNumber.Fault.checkCharacter(expected: "X")) {
            try CitizenIDNumber(String(Self.published.dropLast()) + String(check))
        }
    }

    @Test func everySingleWrongDigitIsNoticed() throws {
        let digits = Array(Self.published)

        for position in 0..<17 {
            for digit in "0123456789" where digit != digits[position] {
                var typed = digits
                typed[position] = digit
                #expect(throws: CitizenIDNumber.Fault.self) { try CitizenIDNumber(String(typed)) }
            }
        }
    }

    @Test func everySwapOfTwoDifferentNeighboursIsNoticed() throws {
        let digits = Array(Self.published)

        for position in 0..<17 where digits[position] != digits[position + 1] {
            var typed = digits
            typed.swapAt(position, position + 1)
            #expect(throws: CitizenIDNumber.Fault.self) { try CitizenIDNumber(String(typed)) }
        }
    }

    @Test func aFaultNamesWhatIsWrong() {
        #expect(throws: CitizenIDNumber.Fault.length(15)) { try CitizenIDNumber("110105491231002") }
        #expect(throws: CitizenIDNumber.Fault.character(position: 3)) { try CitizenIDNumber("11O10519491231002X") }
        #expect(throws: CitizenIDNumber.Fault.character(position: 17)) { try CitizenIDNumber("1101051949123100XX") }
        #expect(throws: CitizenIDNumber.Fault.birthDate) { try CitizenIDNumber("11010519490230002X") }
        #expect(throws: CitizenIDNumber.Fault.birthDate) { try CitizenIDNumber("11010518491231002X") }
    }

    @Test func theSequenceOfAManIsOdd() throws {
        let first = "99010119900307001"
        let number = try CitizenIDNumber(first + String(CitizenIDNumber.checkCharacter(of: first.utf8)))

        #expect(number.sex == .male)
    }
}
