import Alarms
import Domain
import Premises

extension AlarmEvent: WireFamily {
    enum WireKind: String, CaseIterable {
        case raised = "alarm.raised"
        case announced = "alarm.announced"
        case urgencyChanged = "alarm.urgency-changed"
        case conditionGone = "alarm.condition-gone"
        case conditionBack = "alarm.condition-back"
        case escalated = "alarm.escalated"
        case attended = "alarm.attended"
        case acknowledged = "alarm.acknowledged"
        case closed = "alarm.closed"
        case withdrawn = "alarm.withdrawn"
    }

    var wireKind: WireKind {
        switch self {
        case .raised: .raised
        case .announced: .announced
        case .urgencyChanged: .urgencyChanged
        case .conditionGone: .conditionGone
        case .conditionBack: .conditionBack
        case .escalated: .escalated
        case .attended: .attended
        case .acknowledged: .acknowledged
        case .closed: .closed
        case .withdrawn: .withdrawn
        }
    }

    var fields: Wire.Fields {
        switch self {
        case .raised(let alarm, let raising): ["alarm": alarm, "raising": raising]
        case .announced(let alarm, let press, let at): ["alarm": alarm, "press": press, "at": at]
        case .urgencyChanged(let alarm, let urgency, let level, let at):
            ["alarm": alarm, "urgency": urgency, "level": level, "at": at]
        case .conditionGone(let alarm, let at): ["alarm": alarm, "at": at]
        case .conditionBack(let alarm, let at): ["alarm": alarm, "at": at]
        case .escalated(let alarm, let step, let at): ["alarm": alarm, "step": step, "at": at]
        case .attended(let alarm, let attendance): ["alarm": alarm, "attendance": attendance]
        case .acknowledged(let alarm, let by, let at): ["alarm": alarm, "by": by, "at": at]
        case .closed(let alarm, let closing): ["alarm": alarm, "closing": closing]
        case .withdrawn(let alarm, let withdrawal, let because, let at):
            ["alarm": alarm, "withdrawal": withdrawal, "because": because, "at": at]
        }
    }

    init(_ kind: WireKind, from r: inout Wire.Reader) throws(WireFault) {
        let alarm: ID<Kind.Alarm> = try r.take("alarm")
        self =
            switch kind {
            case .raised: .raised(alarm, try r.take("raising"))
            case .announced: .announced(alarm, press: try r.take("press"), at: try r.take("at"))
            case .urgencyChanged:
                .urgencyChanged(alarm, try r.take("urgency"), try r.take("level"), at: try r.take("at"))
            case .conditionGone: .conditionGone(alarm, at: try r.take("at"))
            case .conditionBack: .conditionBack(alarm, at: try r.take("at"))
            case .escalated: .escalated(alarm, step: try r.take("step"), at: try r.take("at"))
            case .attended: .attended(alarm, try r.take("attendance"))
            case .acknowledged: .acknowledged(alarm, by: try r.take("by"), at: try r.take("at"))
            case .closed: .closed(alarm, try r.take("closing"))
            case .withdrawn:
                .withdrawn(alarm, try r.take("withdrawal"), because: try r.take("because"), at: try r.take("at"))
            }
    }
}

extension Raising: WireRecord {
    var fields: Wire.Fields {
        [
            "key": key, "urgency": urgency, "level": level, "began": began, "at": at, "room": room, "stay": stay,
            "caseCode": caseCode, "caseOfficers": caseOfficers, "explanation": explanation,
        ]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            key: try reader.take("key"),
            urgency: try reader.take("urgency"),
            level: try reader.take("level"),
            began: try reader.take("began"),
            at: try reader.take("at"),
            room: try reader.takeIfAny("room"),
            stay: try reader.takeIfAny("stay"),
            caseCode: try reader.takeIfAny("caseCode"),
            caseOfficers: try reader.take("caseOfficers"),
            explanation: try reader.take("explanation")
        )
    }
}

extension AlarmKey: WireRecord {
    var fields: Wire.Fields {
        ["rule": rule, "subject": subject, "began": began]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            rule: try reader.take("rule"),
            subject: try reader.take("subject"),
            began: try reader.take("began")
        )
    }
}

extension Subject: WireRecord {
    private enum Case: String, WireName {
        case stay, officer, tag, baseStation, rule, centre
    }

    var fields: Wire.Fields {
        switch self {
        case .stay(let stay): ["is": Case.stay, "stay": stay]
        case .officer(let officer): ["is": Case.officer, "officer": officer]
        case .tag(let tag): ["is": Case.tag, "tag": tag]
        case .baseStation(let baseStation): ["is": Case.baseStation, "baseStation": baseStation]
        case .rule(let rule): ["is": Case.rule, "rule": rule]
        case .centre: ["is": Case.centre]
        }
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        let form: Case = try reader.take("is")
        self =
            switch form {
            case .stay: .stay(try reader.take("stay"))
            case .officer: .officer(try reader.take("officer"))
            case .tag: .tag(try reader.take("tag"))
            case .baseStation: .baseStation(try reader.take("baseStation"))
            case .rule: .rule(try reader.take("rule"))
            case .centre: .centre
            }
    }
}

extension Attendance: WireRecord {
    var fields: Wire.Fields {
        ["officer": officer, "room": room, "at": at, "evidence": evidence]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            officer: try reader.take("officer"),
            room: try reader.take("room"),
            at: try reader.take("at"),
            evidence: try reader.take("evidence")
        )
    }
}

extension Closing: WireRecord {
    var fields: Wire.Fields {
        ["by": by, "at": at, "reason": reason, "words": words, "confirmedBy": confirmedBy]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            by: try reader.take("by"),
            at: try reader.take("at"),
            reason: try reader.take("reason"),
            words: try reader.takeIfAny("words"),
            confirmedBy: try reader.takeIfAny("confirmedBy")
        )
    }
}

extension Closing.Reason: WireName {}
extension Urgency: WireName {}
extension Withdrawal: WireName {}
