import Domain

extension ArrivalForm {
    /// Reads the desk's form or the API's body; what is wrong comes back by field, all of it at once.
    ///
    /// - Returns: the form where nothing is wrong; what can be read of it for the centre to judge; keys of `fault`
    ///   sentences by field name.
    static func read(
        _ form: SiteForm,
        zone: Zone,
        now: Instant
    ) -> (form: ArrivalForm?, draft: ArrivalDraft, faults: [String: String]) {
        var faults: [String: String] = [:]
        func either(_ page: String, _ api: String) -> String { form[page].isEmpty ? form[api] : form[page] }
        let kind = PersonKind(rawValue: either("kind", "personKind"))
        if kind == nil { faults["kind"] = "choice" }
        let mode = ArrivalMode(rawValue: either("mode", "arrival.mode"))
        if mode == nil { faults["mode"] = "choice" }
        let saysNone = form["ground"] == noGround
        let groundText = saysNone ? "" : either("ground", "arrival.ground")
        let ground = Ground(rawValue: groundText)
        if ground == nil, !groundText.isEmpty { faults["ground"] = "choice" }
        // A choice that nobody made is not the answer that there is none.
        if !saysNone, form.has("ground"), groundText.isEmpty, kind?.isSuspect == true { faults["ground"] = "choice" }
        // A limit of custody must never run for a witness because a field stood on its first choice.
        if ground != nil, kind?.isSuspect == false { faults["ground"] = "groundOfSuspects" }
        let at = instant(either("at", "arrival.at"), zone)
        if let at, at > now { faults["at"] = "future" }
        if at == nil { faults["at"] = either("at", "arrival.at").isEmpty ? "required" : "time" }
        let code = PlainCode.ofCase(either("case", "caseCode"))
        if code == nil { faults["case"] = either("case", "caseCode").isEmpty ? "required" : "caseCode" }
        let officers = form["officers"].split { " ,;，；、".contains($0) }.map { PlainCode.ofOfficer(String($0)) }
        if officers.isEmpty { faults["officers"] = "required" }
        if officers.contains(nil) { faults["officers"] = "code" }
        let paper = paper(form, &faults)
        let traits = TraitsForm.read(form, zone: zone, now: now, &faults)
        let draft = ArrivalDraft(
            personKind: kind,
            ground: ground,
            at: at,
            officers: officers.compactMap { $0 },
            hasOutsideOfficers: form["outsideOfficers"] == SiteForm.yes
        )
        guard faults.isEmpty, let kind, let mode, let at, let code, let paper else { return (nil, draft, faults) }
        let document = either("document", "arrival.document")
        let whole = ArrivalForm(
            personKind: kind,
            name: form["name"],
            mode: mode,
            ground: ground,
            at: at,
            document: document.isEmpty ? nil : document,
            caseCode: code,
            officers: draft.officers,
            hasOutsideOfficers: draft.hasOutsideOfficers,
            paper: paper,
            traits: traits
        )
        return (whole, draft, faults)
    }

    /// What the desk's form sends for somebody whom no ground holds; the API leaves the field out.
    static let noGround = "none"

    /// A field of the desk's form as the API names it.
    static func apiName(of field: String) -> String {
        switch field {
        case "kind": "personKind"
        case "mode", "ground", "at": "arrival.\(field)"
        case "case": "caseCode"
        case "number": "paper.number"
        case _: field
        }
    }

    private static func paper(_ form: SiteForm, _ faults: inout [String: String]) -> Paper? {
        let isObject = form["paper"] == "object"
        let text = isObject ? form["paper.kind"] : form["paper"]
        if !isObject, text == "unknown" { return .unknown }
        if text.isEmpty {
            faults["paper"] = "required"
            return nil
        }
        guard let kind = PaperKind(rawValue: text) else {
            faults["paper"] = "choice"
            return nil
        }
        let number = form["paper.number"].isEmpty ? form["number"] : form["paper.number"]
        if kind == .residentIdentityCard, (try? CitizenIDNumber(number)) == nil { faults["number"] = "idNumber" }
        if number.isEmpty { faults["number"] = "required" }
        return .shown(kind, number: number)
    }

    /// `2026-11-22 14:05:09` on the site's clock (seconds may be left out), or RFC 3339.
    static func instant(_ text: String, _ zone: Zone) -> Instant? {
        if let instant = Instant(rfc3339: text) { return instant }
        let numbers = text.split { "- :T".contains($0) }.map { Int($0) }
        guard (5...6).contains(numbers.count), !numbers.contains(nil) else { return nil }
        let parts = numbers.compactMap { $0 }
        let civil = CivilTime(
            year: parts[0],
            month: parts[1],
            day: parts[2],
            hour: parts[3],
            minute: parts[4],
            second: parts.count > 5 ? parts[5] : 0
        )
        return civil.isValid ? zone.instant(civil) : nil
    }
}

/// What is wrong with a form, by the desk's name of the field.
struct FieldFaults: Error {
    let byField: [String: Bilingual]

    /// The first of them, with the names of all, as a program calls the fields.
    func refusal(naming name: (String) -> String) -> SiteRefusal {
        let named = Dictionary(byField.map { (name($0.key), $0.value) }) { first, _ in first }
        guard let refusal = SiteRefusal(faults: named) else { preconditionFailure("no fault is no refusal") }
        return refusal
    }
}
