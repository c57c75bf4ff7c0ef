import Domain
import Premises

extension TagEvent: WireFamily {
    enum WireKind: String, CaseIterable {
        case button = "tag.button"
        case tamper = "tag.tamper"
        case battery = "tag.battery"
        case carried = "tag.carried"
        case handedBack = "tag.handed-back"
    }

    var wireKind: WireKind {
        switch self {
        case .button: .button
        case .tamper: .tamper
        case .battery: .battery
        case .carried: .carried
        case .handedBack: .handedBack
        }
    }

    var fields: Wire.Fields {
        switch self {
        case .button(let tag, let baseStation, let at): ["tag": tag, "baseStation": baseStation, "at": at]
        case .tamper(let tag, let cut, let at): ["tag": tag, "cut": cut, "at": at]
        case .battery(let tag, let percent, let at): ["tag": tag, "percent": percent, "at": at]
        case .carried(let tag, let by, let rank, let at): ["tag": tag, "by": by, "rank": rank, "at": at]
        case .handedBack(let tag, let at): ["tag": tag, "at": at]
        }
    }

    init(_ kind: WireKind, from r: inout Wire.Reader) throws(WireFault) {
        let tag: Code<Kind.Tag> = try r.take("tag")
        let at: Instant = try r.take("at")
        self =
            switch kind {
            case .button: .button(tag, baseStation: try r.takeIfAny("baseStation"), at: at)
            case .tamper: .tamper(tag, cut: try r.take("cut"), at: at)
            case .battery: .battery(tag, percent: try r.take("percent"), at: at)
            case .carried: .carried(tag, by: try r.take("by"), try r.take("rank"), at: at)
            case .handedBack: .handedBack(tag, at: at)
            }
    }
}

extension StaffMember.Rank: WireName {}
