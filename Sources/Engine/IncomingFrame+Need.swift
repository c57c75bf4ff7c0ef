internal import DeviceFormats
internal import Store
internal import Tracking

extension IncomingFrame {
    /// How much it matters that the message is stored: a call for help in it carries the rest.
    var need: DiskNeed {
        if isUrgent { return .call }
        let tellsPlace = lines.contains { line in
            switch line {
            case .success(let line): line.reading.tellsPlace
            case .failure: false
            }
        }
        return tellsPlace ? .place : .signOfLife
    }
}

extension Observation.Reading {
    fileprivate var tellsPlace: Bool {
        switch self {
        case .rssi, .range, .timeOfArrival, .position: true
        case .heartbeat, .button, .tamper, .battery, .card, .door, .epc, .climate: false
        }
    }
}
