import Domain
import Premises

/// Somebody on the plan, with the tag or card that the radio hears.
struct Actor: Sendable {
    enum Role: Hashable, Sendable {
        case police
        case auxiliary
        /// Stays at the post that is home.
        case guarding
        /// Somebody who came or was brought.
        case person(Int)
    }

    let role: Role
    let sex: Sex
    var tag: Code<Kind.Tag>
    /// The code under which one of the staff acts.
    var officer: Code<Kind.Officer>?
    /// Metres per second.
    let pace: Double
    let traveller: Traveller
    var home: Room.ID?
    var place: Point
    var side: Door.Side
    var legs: [Leg] = []
    /// Unit vector of where the chest points: the body shadows what is behind.
    var heading = Point(1, 0)
    /// The radio is heard at all.
    var isOnAir = false
    /// Second from which the radio is heard again.
    var silentUntil = 0
    /// dB by which the tag is heard weaker, as one that is lain upon.
    var muffled = 0.0
    var isBusy = false
    var nextFidget = 0

    var isWalking: Bool { !legs.isEmpty }

    /// One second of walking.
    mutating func walk() {
        var left = pace
        while let leg = legs.first, left > 0 {
            let distance = place.distance(to: leg.to)
            side = leg.within
            if distance > 1e-9 {
                heading = Point((leg.to.x - place.x) / distance, (leg.to.y - place.y) / distance)
            }
            if distance <= left {
                place = leg.to
                left -= distance
                legs.removeFirst()
            } else {
                place = Point(place.x + heading.x * left, place.y + heading.y * left)
                left = 0
            }
        }
    }
}
