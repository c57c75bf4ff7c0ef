import Domain
import Policy
public import Premises

/// Reads the files that describe a centre: `centre.yaml`, `plan.geojson`, `policy/*.yaml` and, if there is one,
/// `staff.yaml`. A bad file never half-loads: either all is right, or all faults of all files are told (SPEC D1).
public enum CentreFiles {
    /// The whole centre in a folder.
    public static func load(_ directory: String) throws(FaultReport) -> CentreDescription {
        let faults = FaultList()
        let folder = Folder(path: directory, faults: faults)
        var files: [SourceFile] = []
        func read(_ name: String, limit: Int) -> SourceFile? {
            let file = folder.read(name, limit: limit)
            if let file { files.append(file) }
            return file
        }
        let centreFile = read("centre.yaml", limit: Folder.Limit.yamlBytes)
        let centre = centreFile.flatMap { $0.centre(faults: faults) }
        let plan = read("plan.geojson", limit: Folder.Limit.planBytes).flatMap {
            $0.plan(as: centre?.kind ?? .countyCentre, faults: faults)
        }
        let zone = centre?.zone ?? Zone(name: "UTC", version: "", initialOffset: 0)
        let entries = folder.policyNames().flatMap { name in
            read(name, limit: Folder.Limit.yamlBytes)?.policyEntries(zone: zone, faults: faults) ?? []
        }
        checkOverlaps(entries, faults: faults)
        let staff =
            folder.has("staff.yaml")
            ? read("staff.yaml", limit: Folder.Limit.yamlBytes)?.staff(faults: faults) ?? [] : []
        if let centre, let plan { checkRooms(of: centre, in: plan, faults: faults) }
        guard faults.faults.isEmpty, let centre, let plan else { throw FaultReport(faults.faults) }
        return CentreDescription(
            centre: centre,
            plan: plan,
            policies: PolicyVersion.versions(of: entries.map(\.entry), in: zone),
            staff: staff,
            visitorCards: centreFile?.visitorCards() ?? [],
            files: files
        )
    }

    /// A plan alone, as `calibrate` and `track` need it.
    public static func loadPlan(
        _ path: String,
        as kind: CentreKind = .countyCentre
    ) throws(FaultReport) -> FloorPlan {
        let faults = FaultList()
        let cut = path.lastIndex(of: "/")
        let folder = Folder(path: cut.map { String(path[...$0]) } ?? ".", faults: faults)
        let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
        let plan = folder.read(name, limit: Folder.Limit.planBytes)?.plan(as: kind, faults: faults)
        guard let plan, faults.faults.isEmpty else { throw FaultReport(faults.faults) }
        return plan
    }

    /// Two parts of the policy may not speak of the same on the same day.
    private static func checkOverlaps(_ entries: [PlacedEntry], faults: FaultList) {
        for (index, placed) in entries.enumerated() {
            guard let earlier = entries[..<index].first(where: { $0.entry.overlaps(placed.entry) }) else { continue }
            let other = "\(earlier.file):\(earlier.line)"
            faults.add(
                FileFault(
                    file: placed.file,
                    line: placed.line,
                    wrong: Bilingual(zh: "生效日期与 \(other) 重叠", en: "the effective dates overlap with \(other)"),
                    write: Bilingual(
                        zh: "给前一条写 effectiveTo",
                        en: "end the earlier one by effectiveTo, or drop one"
                    )
                )
            )
        }
    }

    private static func checkRooms(of centre: CentreInfo, in plan: FloorPlan, faults: FaultList) {
        for device in centre.devices {
            guard let room = device.room, plan.room(room) == nil else { continue }
            let nearest = Spelling.nearest(to: room.text, in: plan.rooms.map(\.id.text)) ?? "—"
            faults.add(
                FileFault(
                    file: "centre.yaml",
                    feature: device.id.text,
                    wrong: Bilingual(zh: "设备所在房间“\(room)”不存在", en: "the device stands in “\(room)”, which is no room"),
                    write: Bilingual(zh: "写平面图中的房间 id，如 \(nearest)", en: "write a room of the plan, such as \(nearest)")
                )
            )
        }
    }
}

/// A part of the policy with its place in the files.
struct PlacedEntry {
    let entry: PolicyEntry
    let file: String
    let line: Int
}
