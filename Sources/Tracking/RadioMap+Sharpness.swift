import Domain
import Premises
import RealModule

extension RadioMap {
    /// More would make a certainty of what is likely.
    static let sharpest = 2.0
    /// Of the held-out seconds, the share that may be sure and wrong.
    static let surelyWrong = 0.0125

    /// The greatest sharpness, in steps of a tenth, with which at most ``surelyWrong`` of the seconds of the walks,
    /// each tracked by its strengths with the map of the others, are sure and wrong.
    ///
    /// It does not correct the belief, which is about as often right as it says: it sets how much may be called sure.
    static func sharpness(plan: FloorPlan, walks: [Walk]) -> Double? {
        guard walks.count > 1 else { return nil }
        let seconds = walks.indices.flatMap { heldOut($0, of: walks, plan) }
        guard !seconds.isEmpty else { return nil }
        var tenths = 10
        while tenths < Int(sharpest * 10) {
            let next = Double(tenths + 1) / 10
            let wrong = seconds.count { !$0.isRight && isSure($0.probability, next) }
            guard Double(wrong) <= surelyWrong * Double(seconds.count) else { break }
            tenths += 1
        }
        return Double(tenths) / 10
    }

    /// The odds are compared, so that certainty needs no case of its own.
    private static func isSure(_ probability: Double, _ sharpness: Double) -> Bool {
        let bar = Double(TagTrack.determined)
        return .pow(probability, sharpness) * (1 - bar) >= .pow(1 - probability, sharpness) * bar
    }

    /// One second of a walk in a room that the other walks know.
    private struct HeldOut {
        let probability: Double
        let isRight: Bool
    }

    private static func heldOut(_ index: Int, of walks: [Walk], _ plan: FloorPlan) -> [HeldOut] {
        let others = walks.enumerated().filter { $0.offset != index }.map(\.element)
        let known = Set(others.flatMap { $0.truth.compactMap { plan.room(at: $0.point)?.id } })
        let model = RadioModel(plan: plan, map: learned(plan: plan, walks: others))
        return TagTracks.track(walks[index].observations, model: model, evidence: .rssi).compactMap { second in
            let row = second.confirmed
            guard let point = walks[index].position(at: row.at), let room = plan.room(at: point)?.id,
                known.contains(room)
            else { return nil }
            return HeldOut(probability: row.room == nil ? 0 : row.probability, isRight: row.room == room)
        }
    }
}
