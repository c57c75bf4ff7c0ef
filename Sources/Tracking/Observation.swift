public import Domain
public import Premises

/// One reading of a device: what a base station heard of a tag, a heartbeat, a button, a door (SPEC X1).
///
/// A reading is not an event: it is stored, synced and answered; what follows from it may become one.
public struct Observation: Hashable, Sendable {
    public enum Reading: Hashable, Sendable {
        /// Signal strength in dBm at one receiver of the base station.
        case rssi(dBm: Double, receiver: Int)
        /// Distance in metres.
        case range(metres: Double)
        /// Time of arrival in seconds of the base station's own clock.
        case timeOfArrival(seconds: Double)
        /// A position computed elsewhere, metres on the plan, with its accuracy (one sigma).
        case position(Point, accuracy: Double)
        /// The base station is alive.
        case heartbeat
        /// The tag's button: SOS.
        case button
        /// The strap was cut or opened.
        case tamper
        /// Charge in per cent.
        case battery(percent: Double)
        /// A card was held to a reader.
        case card
        case door(open: Bool)
        case epc
        case climate(celsius: Double, humidity: Double)
    }

    public let at: Instant
    /// Of whom; heartbeats have none.
    public let tag: Code<Kind.Tag>?
    /// By whom; a position computed elsewhere has none.
    public let baseStation: BaseStation.ID?
    public let reading: Reading
    /// The tag's blink number: equal at all base stations that heard the same packet.
    public let blink: Int?

    public init(
        at: Instant,
        tag: Code<Kind.Tag>?,
        baseStation: BaseStation.ID?,
        reading: Reading,
        blink: Int? = nil
    ) {
        self.at = at
        self.tag = tag
        self.baseStation = baseStation
        self.reading = reading
        self.blink = blink
    }
}
