import Domain
import Premises
import Testing

@testable import Simulation

struct DeedTests {
    private func shift(people: Int = 10) -> Simulation {
        var configuration = Simulation.Configuration(start: Instant(seconds: 1_772_409_600))
        configuration.people = people
        configuration.breaches = []
        return Simulation(plan: SamplePlan.plan, configuration: configuration)
    }

    @Test func aBusBringsAsManyAsThereAreTagsAndNoMore() {
        var simulation = shift(people: 80)
        let free = simulation.configuration.tags.count - simulation.people.count(where: \.isSuspect)
        let comesTooFull = simulation.intervene(.bus(free + 1))
        #expect(!comesTooFull)
        let comes = simulation.intervene(.bus(free))
        #expect(comes)
        #expect(Set(simulation.people.map { simulation.actors[$0.actor].tag }).count == simulation.people.count)
        let isFull = simulation.intervene(.bus(1))
        #expect(!isFull)
    }

    @Test func peopleOfABusAreTakenInOneAfterTheOther() {
        var simulation = shift(people: 0)
        let comes = simulation.intervene(.bus(6))
        #expect(comes)
        for _ in 0..<3_600 { _ = simulation.advance() }
        #expect(simulation.scene.people.count { $0.kind == .suspect } >= 4)
    }

    @Test func aBreachIsPlantedWhenSomebodySuitableIsThere() {
        var simulation = shift()
        let isPlanned = simulation.intervene(.breach(.tagCut))
        #expect(isPlanned)
        #expect(simulation.planted.isEmpty)
        for _ in 0..<14_400 where simulation.planted.isEmpty { _ = simulation.advance() }
        #expect(simulation.planted.map(\.rule) == [.tagCut])
        let isOnlyForAnIntake = simulation.intervene(.breach(.clockExpired))
        #expect(!isOnlyForAnIntake)
    }

    @Test func aForgottenCardIsFetchedAgainAndAnUnpluggedBaseStationShows() throws {
        var simulation = shift()
        let officer = try #require(simulation.scene.people.first { $0.kind == .police })
        #expect(officer.isOnAir)
        let isForgotten = simulation.intervene(.forgetCard(officer.tag))
        #expect(isForgotten)
        #expect(simulation.scene.people.first { $0.tag == officer.tag }?.isOnAir == false)
        let isFetched = simulation.intervene(.fetchCard(officer.tag))
        #expect(isFetched)
        #expect(simulation.scene.people.first { $0.tag == officer.tag }?.isOnAir == true)

        let id = try #require(SamplePlan.plan.baseStations.first?.id)
        let isOff = simulation.intervene(.unplug(id))
        #expect(isOff)
        #expect(simulation.scene.unplugged == [id])
        let isOn = simulation.intervene(.plugIn(id))
        #expect(isOn)
        #expect(simulation.scene.unplugged.isEmpty)
    }
}
