import Domain
import Policy
import Premises

/// A base station has not been heard for longer than its supervision interval (D6).
struct StationSilent: Judge {
    let ruling: Ruling

    private var grace: Duration { ruling.duration(.silent) }

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.baseStations.map { .baseStation($0) }
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard case .baseStation(let station) = subject else { return [] }
        return (scene.site.silences[station] ?? []).map { silence in
            Finding(
                event: silence.event,
                began: silence.from,
                end: silence.until,
                marks: [ruling.mark(at: silence.from + grace)],
                room: nil,
                readings: [.init(.stationUnheard, event: silence.event, at: silence.from)],
                quiet: .init(.heardWithin, number: grace.wholeSeconds)
            )
        }
    }
}
