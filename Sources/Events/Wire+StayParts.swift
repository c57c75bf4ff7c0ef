import Domain
import Premises
import Stays

extension Registration: WireRecord {
    var fields: Wire.Fields {
        [
            "person": person, "kind": kind, "sex": sex, "isMinor": isMinor, "isProtected": isProtected,
            "caseCode": caseCode,
            "officers": officers, "arrival": arrival, "paper": paper, "by": by,
        ]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            person: try reader.take("person"),
            kind: try reader.take("kind"),
            sex: try reader.take("sex"),
            isMinor: try reader.take("isMinor"),
            isProtected: try reader.take("isProtected"),
            caseCode: try reader.take("caseCode"),
            officers: try reader.take("officers"),
            arrival: try reader.take("arrival"),
            paper: try reader.take("paper"),
            by: try reader.take("by")
        )
    }
}

extension Traits: WireRecord {
    var fields: Wire.Fields {
        ["sex": sex, "isMinor": isMinor, "isProtected": isProtected]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            sex: try reader.take("sex"),
            isMinor: try reader.take("isMinor"),
            isProtected: try reader.take("isProtected")
        )
    }
}

extension Arrival: WireRecord {
    var fields: Wire.Fields {
        ["mode": mode, "ground": ground, "at": at, "document": document]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            mode: try reader.take("mode"),
            ground: try reader.takeIfAny("ground"),
            at: try reader.take("at"),
            document: try reader.takeIfAny("document")
        )
    }
}

extension Paper: WireRecord {
    private enum Case: String, WireName {
        case unknown, stated, verified, shown
    }

    var fields: Wire.Fields {
        switch self {
        case .unknown: ["is": Case.unknown]
        case .stated(let name): ["is": Case.stated, "name": name]
        case .verified(let number): ["is": Case.verified, "number": number]
        case .shown(let kind, let number): ["is": Case.shown, "kind": kind, "number": number]
        }
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        let form: Case = try reader.take("is")
        self =
            switch form {
            case .unknown: .unknown
            case .stated: .stated(try reader.take("name"))
            case .verified: .verified(try reader.take("number"))
            case .shown: .shown(try reader.take("kind"), try reader.take("number"))
            }
    }
}

extension StepRecord: WireRecord {
    var fields: Wire.Fields {
        ["step": step, "at": at, "by": by, "room": room, "refusedToSign": refusedToSign, "note": note]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            step: try reader.take("step"),
            at: try reader.take("at"),
            by: try reader.take("by"),
            room: try reader.takeIfAny("room"),
            refusedToSign: try reader.take("refusedToSign"),
            note: try reader.takeIfAny("note")
        )
    }
}

extension Breach: WireRecord {
    var fields: Wire.Fields {
        ["rule": rule, "at": at, "room": room, "missing": missing, "evidence": evidence]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            rule: try reader.take("rule"),
            at: try reader.take("at"),
            room: try reader.takeIfAny("room"),
            missing: try reader.take("missing"),
            evidence: try reader.take("evidence")
        )
    }
}

extension ArrivalCorrection: WireRecord {
    var fields: Wire.Fields {
        ["from": from, "to": to, "at": at, "by": by, "reason": reason, "approvedBy": approvedBy]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            from: try reader.take("from"),
            to: try reader.take("to"),
            at: try reader.take("at"),
            by: try reader.take("by"),
            reason: try reader.take("reason"),
            approvedBy: try reader.take("approvedBy")
        )
    }
}

extension Exit: WireRecord {
    var fields: Wire.Fields {
        ["end": end, "at": at, "by": by, "identifiedBy": identifiedBy, "owed": owed]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            end: try reader.take("end"),
            at: try reader.take("at"),
            by: try reader.take("by"),
            identifiedBy: try reader.take("identifiedBy"),
            owed: try reader.take("owed")
        )
    }
}

extension OwedDuty: WireRecord {
    var fields: Wire.Fields {
        ["duty": duty, "owner": owner, "deadline": deadline]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            duty: try reader.take("duty"),
            owner: try reader.take("owner"),
            deadline: try reader.take("deadline")
        )
    }
}

extension OwedDuty.Duty: WireRecord {
    private enum Case: String, WireName {
        case step, nameGround, clock
    }

    var fields: Wire.Fields {
        switch self {
        case .step(let step): ["is": Case.step, "step": step]
        case .nameGround: ["is": Case.nameGround]
        case .clock(let key): ["is": Case.clock, "clock": key]
        }
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        let form: Case = try reader.take("is")
        self =
            switch form {
            case .step: .step(try reader.take("step"))
            case .nameGround: .nameGround
            case .clock: .clock(try reader.take("clock"))
            }
    }
}

extension DarkTime.Cause: WireName {}
extension Exit.End: WireName {}
extension TagBinding.Reason: WireName {}
