public import Domain
public import Premises

/// What a tag said of itself, and which of the staff carries one. Who is held and wears one is a stay's affair.
public enum TagEvent: Hashable, Sendable {
    /// Pressed; the base station is the one that was first to say so, nil where a gateway did.
    case button(Code<Kind.Tag>, baseStation: BaseStation.ID?, at: Instant)
    /// The strap was cut or closed again.
    case tamper(Code<Kind.Tag>, cut: Bool, at: Instant)
    /// Charge in per cent.
    case battery(Code<Kind.Tag>, percent: Int, at: Instant)
    /// An officer, auxiliary, doctor or guest carries it from now on.
    case carried(Code<Kind.Tag>, by: Code<Kind.Officer>, StaffMember.Rank, at: Instant)
    /// Nobody of the staff carries it any more.
    case handedBack(Code<Kind.Tag>, at: Instant)
}
