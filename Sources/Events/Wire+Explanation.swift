import Alarms
import Domain
import Premises

extension Explanation: WireRecord {
    var fields: Wire.Fields {
        [
            "rule": rule, "policy": policy, "readings": readings, "quiet": quiet,
            "footage": footage,
        ]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            rule: try reader.take("rule"),
            policy: try reader.take("policy"),
            readings: try reader.take("readings"),
            quiet: try reader.take("quiet"),
            footage: try reader.takeIfAny("footage")
        )
    }
}

extension Explanation.Reading: WireRecord {
    var fields: Wire.Fields {
        ["what": what, "event": event, "at": at, "room": room, "number": number]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            try reader.take("what"),
            event: try reader.take("event"),
            at: try reader.take("at"),
            room: try reader.takeIfAny("room"),
            number: try reader.takeIfAny("number")
        )
    }
}

extension Explanation.Quiet: WireRecord {
    var fields: Wire.Fields {
        ["by": by, "number": number, "steps": steps, "room": room]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            try reader.take("by"),
            number: try reader.takeIfAny("number"),
            steps: try reader.take("steps"),
            room: try reader.takeIfAny("room")
        )
    }
}

extension Explanation.Footage: WireRecord {
    var fields: Wire.Fields {
        ["room": room, "from": from, "until": until]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            room: try reader.take("room"),
            from: try reader.take("from"),
            until: try reader.take("until")
        )
    }
}

extension Explanation.Quiet.By: WireName {}
extension Explanation.Reading.What: WireName {}
