import Domain
import Premises
import Stays

extension StayEvent: WireFamily {
    enum WireKind: String, CaseIterable {
        case arrived = "stay.arrived"
        case entered = "stay.entered"
        case tagIssued = "stay.tag-issued"
        case tagBound = "stay.tag-bound"
        case tagForgone = "stay.tag-forgone"
        case tagReturned = "stay.tag-returned"
        case stepDone = "stay.step-done"
        case roomAllocated = "stay.room-allocated"
        case roomReleased = "stay.room-released"
        case sessionStarted = "stay.session-started"
        case sessionEnded = "stay.session-ended"
        case breachRecorded = "stay.breach-recorded"
        case kindChanged = "stay.kind-changed"
        case traitsRecorded = "stay.traits-recorded"
        case arrivalCorrected = "stay.arrival-corrected"
        case clockStarted = "stay.clock-started"
        case clockExtended = "stay.clock-extended"
        case clockEnded = "stay.clock-ended"
        case darkBegan = "stay.dark-began"
        case darkEnded = "stay.dark-ended"
        case exited = "stay.exited"
        case dutyDone = "stay.duty-done"
    }

    var wireKind: WireKind {
        switch self {
        case .arrived: .arrived
        case .entered: .entered
        case .tagIssued: .tagIssued
        case .tagBound: .tagBound
        case .tagForgone: .tagForgone
        case .tagReturned: .tagReturned
        case .stepDone: .stepDone
        case .roomAllocated: .roomAllocated
        case .roomReleased: .roomReleased
        case .sessionStarted: .sessionStarted
        case .sessionEnded: .sessionEnded
        case .breachRecorded: .breachRecorded
        case .kindChanged: .kindChanged
        case .traitsRecorded: .traitsRecorded
        case .arrivalCorrected: .arrivalCorrected
        case .clockStarted: .clockStarted
        case .clockExtended: .clockExtended
        case .clockEnded: .clockEnded
        case .darkBegan: .darkBegan
        case .darkEnded: .darkEnded
        case .exited: .exited
        case .dutyDone: .dutyDone
        }
    }

    var fields: Wire.Fields {
        switch self {
        case .arrived(let stay, let registration): ["stay": stay, "registration": registration]
        case .entered(let stay, let at, let by): ["stay": stay, "at": at, "by": by]
        case .tagIssued(let stay, let tag, let at, let by): ["stay": stay, "tag": tag, "at": at, "by": by]
        case .tagBound(let stay, let tag, let at): ["stay": stay, "tag": tag, "at": at]
        case .tagForgone(let stay, let reason, let at, let by): ["stay": stay, "reason": reason, "at": at, "by": by]
        case .tagReturned(let stay, let tag, let at, let by): ["stay": stay, "tag": tag, "at": at, "by": by]
        case .stepDone(let stay, let record): ["stay": stay, "done": record]
        case .roomAllocated(let stay, let room, let at, let by): ["stay": stay, "room": room, "at": at, "by": by]
        case .roomReleased(let stay, let room, let at, let by): ["stay": stay, "room": room, "at": at, "by": by]
        case .sessionStarted(let stay, let room, let at, let officers):
            ["stay": stay, "room": room, "at": at, "officers": officers]
        case .sessionEnded(let stay, let at, let by): ["stay": stay, "at": at, "by": by]
        case .breachRecorded(let stay, let breach): ["stay": stay, "breach": breach]
        case .kindChanged(let stay, let kind, let reason, let at, let by):
            ["stay": stay, "to": kind, "reason": reason, "at": at, "by": by]
        case .traitsRecorded(let stay, let traits, let at, let by):
            ["stay": stay, "traits": traits, "at": at, "by": by]
        case .arrivalCorrected(let stay, let correction): ["stay": stay, "correction": correction]
        case .clockStarted(let stay, let clock, let from, let runsFromArrival, let terms, let at):
            [
                "stay": stay, "clock": clock, "from": from, "runsFromArrival": runsFromArrival, "terms": terms,
                "at": at,
            ]
        case .clockExtended(let stay, let clock, let grant): ["stay": stay, "clock": clock, "grant": grant]
        case .clockEnded(let stay, let clock, let at): ["stay": stay, "clock": clock, "at": at]
        case .darkBegan(let stay, let cause, let at, let holder):
            ["stay": stay, "cause": cause, "at": at, "lastHolder": holder]
        case .darkEnded(let stay, let cause, let at, let reason):
            ["stay": stay, "cause": cause, "at": at, "reason": reason]
        case .exited(let stay, let exit): ["stay": stay, "exit": exit]
        case .dutyDone(let stay, let duty, let at, let by): ["stay": stay, "duty": duty, "at": at, "by": by]
        }
    }

    init(_ kind: WireKind, from r: inout Wire.Reader) throws(WireFault) {
        let stay: ID<Kind.Stay> = try r.take("stay")
        self =
            switch kind {
            case .arrived: .arrived(stay, try r.take("registration"))
            case .entered: .entered(stay, at: try r.take("at"), by: try r.take("by"))
            case .tagIssued: .tagIssued(stay, try r.take("tag"), at: try r.take("at"), by: try r.take("by"))
            case .tagBound: .tagBound(stay, try r.take("tag"), at: try r.take("at"))
            case .tagForgone: .tagForgone(stay, try r.take("reason"), at: try r.take("at"), by: try r.take("by"))
            case .tagReturned: .tagReturned(stay, try r.take("tag"), at: try r.take("at"), by: try r.take("by"))
            case .stepDone: .stepDone(stay, try r.take("done"))
            case .roomAllocated: .roomAllocated(stay, try r.take("room"), at: try r.take("at"), by: try r.take("by"))
            case .roomReleased: .roomReleased(stay, try r.take("room"), at: try r.take("at"), by: try r.take("by"))
            case .sessionStarted:
                .sessionStarted(stay, try r.take("room"), at: try r.take("at"), officers: try r.take("officers"))
            case .sessionEnded: .sessionEnded(stay, at: try r.take("at"), by: try r.take("by"))
            case .breachRecorded: .breachRecorded(stay, try r.take("breach"))
            case .kindChanged:
                .kindChanged(
                    stay,
                    to: try r.take("to"),
                    reason: try r.take("reason"),
                    at: try r.take("at"),
                    by: try r.take("by")
                )
            case .traitsRecorded:
                .traitsRecorded(stay, try r.take("traits"), at: try r.take("at"), by: try r.take("by"))
            case .arrivalCorrected: .arrivalCorrected(stay, try r.take("correction"))
            case .clockStarted:
                .clockStarted(
                    stay,
                    try r.take("clock"),
                    from: try r.take("from"),
                    runsFromArrival: try r.take("runsFromArrival"),
                    try r.take("terms"),
                    at: try r.take("at")
                )
            case .clockExtended: .clockExtended(stay, try r.take("clock"), try r.take("grant"))
            case .clockEnded: .clockEnded(stay, try r.take("clock"), at: try r.take("at"))
            case .darkBegan:
                .darkBegan(stay, try r.take("cause"), at: try r.take("at"), lastHolder: try r.takeIfAny("lastHolder"))
            case .darkEnded:
                .darkEnded(stay, try r.take("cause"), at: try r.take("at"), reason: try r.takeIfAny("reason"))
            case .exited: .exited(stay, try r.take("exit"))
            case .dutyDone: .dutyDone(stay, try r.take("duty"), at: try r.take("at"), by: try r.take("by"))
            }
    }
}
