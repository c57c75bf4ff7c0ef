public import Domain
public import Premises

/// What became of a device that may speak to the centre, and of the base stations it speaks for.
public enum DeviceEvent: Hashable, Sendable {
    /// May speak from now on, for these base stations; its secret is kept as a hash outside the journal.
    case added(Code<Kind.Device>, baseStations: [BaseStation.ID], at: Instant)
    case revoked(Code<Kind.Device>, at: Instant)
    /// Started again: its frames are counted anew under this mark.
    case booted(Code<Kind.Device>, boot: String, at: Instant)
    /// Nothing was heard of it for longer than policy lets it be silent.
    case silent(BaseStation.ID, lastHeard: Instant, at: Instant)
    case heard(BaseStation.ID, at: Instant)
}
