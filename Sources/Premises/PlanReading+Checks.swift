import Domain

extension PlanReading {
    /// What rooms owe to law and to each other.
    mutating func checkRooms(as centre: CentreKind) {
        for room in rooms {
            guard let kind = room.kind else { continue }
            if kind == .statutoryWaiting, centre == .countyCentre {
                faults.append(PlanFault(feature: room.label, problem: .statutoryWaitingInCountyCentre))
            }
            if kind.needsWatch, !room.saysWatch {
                faults.append(PlanFault(feature: room.label, problem: .watchMissing))
            }
        }
        for (index, room) in rooms.enumerated() {
            guard let outline = room.outline else { continue }
            for other in rooms[(index + 1)...] {
                guard let otherOutline = other.outline else { continue }
                let area = outline.sharedArea(with: otherOutline)
                guard area > PlanLimits.carelessness else { continue }
                let problem = PlanFault.Problem.roomsOverlap(
                    with: other.id.text,
                    squareCentimetres: Int((area * 10_000).rounded())
                )
                faults.append(PlanFault(feature: room.label, problem: problem))
            }
        }
    }

    /// Doors stand in the walls of what they join, and every room can be entered from outside and left.
    mutating func checkWays() {
        for door in doors {
            for side in [door.from, door.to] {
                guard case .room(let id) = side, let outline = rooms.first(where: { $0.id == id })?.outline else {
                    continue
                }
                let away = outline.distanceToOutline(door.at)
                guard away > PlanLimits.wallThickness else { continue }
                let problem = PlanFault.Problem.doorOffTheOutline(
                    room: id.text,
                    centimetres: Int((away * 100).rounded())
                )
                faults.append(PlanFault(feature: door.id.text, problem: problem))
            }
        }
        let entered = reached { ($0.from, $0.to) }
        let left = reached { ($0.to, $0.from) }
        for room in rooms {
            if !entered.contains(.room(room.id)) {
                faults.append(PlanFault(feature: room.label, problem: .roomWithoutWayIn))
            } else if !left.contains(.room(room.id)) {
                faults.append(PlanFault(feature: room.label, problem: .roomWithoutWayOut))
            }
        }
    }

    mutating func checkDevices() {
        for station in baseStations where !rooms.contains(where: { $0.outline.map(station.isNear) ?? true }) {
            faults.append(PlanFault(feature: station.id.text, problem: .baseStationOutside))
        }
        for draft in cameras {
            for id in draft.camera.sees {
                guard let kind = rooms.first(where: { $0.id == id })?.kind else { continue }
                if kind == .lawyer, draft.camera.sound != .none {
                    faults.append(PlanFault(feature: draft.label, problem: .soundInLawyersRoom(id.text)))
                }
                if kind == .lawyer, draft.camera.picture == .recorded {
                    faults.append(PlanFault(feature: draft.label, problem: .readablePictureInLawyersRoom(id.text)))
                }
                if kind == .toilet, draft.camera.picture == .recorded {
                    faults.append(PlanFault(feature: draft.label, problem: .unmaskedCameraInToilet(id.text)))
                }
            }
        }
    }

    /// The places that can be reached from outside by doors seen in the given direction.
    private func reached(_ direction: (Door) -> (from: Door.Side, to: Door.Side)) -> Set<Door.Side> {
        var steps: [Door.Side: [Door.Side]] = [:]
        for door in doors {
            let (from, to) = direction(door)
            steps[from, default: []].append(to)
            if !door.oneWay { steps[to, default: []].append(from) }
        }
        var reached: Set<Door.Side> = [.outside]
        var queue: [Door.Side] = [.outside]
        while let here = queue.popLast() {
            for there in steps[here] ?? [] where reached.insert(there).inserted { queue.append(there) }
        }
        return reached
    }
}

extension BaseStation {
    fileprivate func isNear(_ outline: Polygon) -> Bool {
        outline.contains(at) || outline.distanceToOutline(at) <= PlanLimits.wallThickness
    }
}
