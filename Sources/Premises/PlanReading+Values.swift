import Domain

extension PlanReading {
    mutating func code<Kind>(_ feature: PlanFeature) -> Code<Kind>? {
        guard let text = feature.id else {
            fault(feature, .idMissing)
            return nil
        }
        guard let code = Code<Kind>(text), text != "outside" else {
            fault(feature, .idMalformed(text))
            return nil
        }
        return code
    }

    mutating func point(_ feature: PlanFeature) -> Point? {
        if case .point(let point) = feature.shape { return point }
        fault(feature, .shapeWrong(found: feature.shape.typeName, needed: "Point"))
        return nil
    }

    /// `"中文 English"` or `{"zh": …, "en": …}`.
    mutating func name(_ feature: PlanFeature) -> Bilingual? {
        switch feature.properties["name"] {
        case nil: return nil
        case .text(let text)?: return Bilingual(joined: text)
        case .object(let both)?:
            if let zh = both["zh"]?.asText, let en = both["en"]?.asText { return Bilingual(zh: zh, en: en) }
        case .some: break
        }
        let found = feature.properties["name"]?.quoted ?? ""
        fault(feature, .valueWrong(key: "name", found: found, needed: "{\"zh\": …, \"en\": …}"))
        return nil
    }

    /// `inRoom`, `interval`, `fromPost:ROOM`; also in the spelling of the specification, with the post beside.
    mutating func watch(_ feature: PlanFeature) -> Room.Watch? {
        guard let value = feature.properties["watch"] else { return nil }
        guard let text = value.asText else {
            fault(feature, .valueWrong(key: "watch", found: value.quoted, needed: Self.watchForms))
            return nil
        }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch parts.first {
        case "inRoom", "in-room": return .inRoom
        case "interval": return .interval
        case "fromPost", "from-post":
            guard let post = parts.dropFirst().first ?? feature.properties["post"]?.asText else {
                fault(feature, .valueMissing(key: "post", needed: "fromPost:ROOM"))
                return nil
            }
            return fromPost(post, feature)
        case _:
            let known = ["inRoom", "interval", "fromPost:"]
            let nearest = Spelling.nearest(to: text, in: known)
            fault(feature, .valueUnknown(key: "watch", found: text, nearest: nearest, known: known))
            return nil
        }
    }

    private mutating func fromPost(_ post: String, _ feature: PlanFeature) -> Room.Watch? {
        if post == feature.id {
            fault(feature, .postIsTheRoomItself)
        } else if roomIDs.contains(post), let id = Room.ID(post) {
            return .fromPost(id)
        } else {
            fault(feature, .postUnknown(post, nearest: Spelling.nearest(to: post, in: roomIDs.sorted())))
        }
        return nil
    }

    /// The named case; without the key `standard`, or a fault where there is no standard.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ feature: PlanFeature,
        _ key: String,
        _: Choice.Type,
        default standard: Choice?
    ) -> Choice? {
        let known = Choice.allCases.map(\.rawValue)
        guard let value = feature.properties[key] else {
            if standard == nil {
                fault(feature, .valueMissing(key: key, needed: known.prefix(3).joined(separator: ", ") + " …"))
            }
            return standard
        }
        guard let text = value.asText else {
            fault(feature, .valueWrong(key: key, found: value.quoted, needed: known.prefix(3).joined(separator: ", ")))
            return nil
        }
        if let choice = Choice(rawValue: text) { return choice }
        let nearest = Spelling.nearest(to: text, in: known)
        fault(feature, .valueUnknown(key: key, found: text, nearest: nearest, known: known))
        return nil
    }

    mutating func number(
        _ feature: PlanFeature,
        _ key: String,
        in range: ClosedRange<Double>,
        default standard: Double,
        needed: String
    ) -> Double? {
        guard let value = feature.properties[key] else { return standard }
        if let number = value.asNumber, range.contains(number) { return number }
        fault(feature, .valueWrong(key: key, found: value.quoted, needed: needed))
        return nil
    }

    mutating func flag(_ feature: PlanFeature, _ key: String) -> Bool? {
        switch feature.properties[key] {
        case nil: return false
        case .flag(let flag)?: return flag
        case .some(let value):
            fault(feature, .valueWrong(key: key, found: value.quoted, needed: "true / false"))
            return nil
        }
    }
}
