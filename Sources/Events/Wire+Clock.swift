import Domain
import Policy
import Stays

extension ClockKey: WireRecord {
    var fields: Wire.Fields {
        ["ground": ground, "duty": duty]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(try reader.take("ground"), try reader.take("duty"))
    }
}

extension ClockTerms: WireRecord {
    var fields: Wire.Fields {
        ["policy": policy, "base": base, "extensions": extensions, "warnings": warnings]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            policy: try reader.take("policy"),
            base: try reader.take("base"),
            extensions: try reader.take("extensions"),
            warnings: try reader.take("warnings")
        )
    }
}

extension ClockTerms.Extension: WireRecord {
    var fields: Wire.Fields {
        ["limit": limit, "approver": approver]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(limit: try reader.take("limit"), approver: try reader.take("approver"))
    }
}

extension Grant: WireRecord {
    var fields: Wire.Fields {
        ["limit": limit, "approver": approver, "by": by, "at": at, "document": document]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            limit: try reader.take("limit"),
            approver: try reader.take("approver"),
            by: try reader.take("by"),
            at: try reader.take("at"),
            document: try reader.takeIfAny("document")
        )
    }
}
