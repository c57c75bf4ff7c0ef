import Domain

extension WebSite {
    func traits(_ form: SiteForm) throws -> TraitsForm {
        var faults: [String: String] = [:]
        let traits = TraitsForm.read(form, zone: zone, now: world.now(), &faults)
        let wrong = faults.sorted { $0.key < $1.key }
        if let first = wrong.first { throw fault(first.key, first.value, all: wrong.map(\.key)) }
        return traits
    }

    /// The page writes `kind`, the API `personKind` as at the arrival.
    func otherKind(_ form: SiteForm) throws -> (PersonKind, reason: String) {
        let field = form.has("personKind") ? "personKind" : "kind"
        guard let kind = PersonKind(rawValue: form[field]) else { throw fault(field, "choice") }
        return (kind, try reason(form))
    }

    func correction(_ form: SiteForm, _ context: SiteContext) throws -> CorrectionForm {
        guard let at = ArrivalForm.instant(form["at"], zone) else {
            throw fault("at", form["at"].isEmpty ? "required" : "time")
        }
        return CorrectionForm(at: at, reason: try reason(form), second: second(form, context))
    }

    private func reason(_ form: SiteForm) throws -> String {
        guard !form["reason"].isEmpty else { throw fault("reason", "required") }
        return form["reason"]
    }

    func ground(_ form: SiteForm) throws -> Ground {
        guard let ground = Ground(rawValue: form["ground"]) else { throw fault("ground", "choice") }
        return ground
    }

    /// The page sends clock and office as one choice, `summons.release.departmentHead`; the API as two fields.
    func granted(_ form: SiteForm) throws -> ExtensionForm {
        let parts = form["clock"].split(separator: ".").map(String.init)
        guard (2...3).contains(parts.count) else { throw fault("clock", "choice") }
        let office = parts.count == 3 ? parts[2] : form["office"]
        guard !office.isEmpty else { throw fault("office", "choice") }
        guard let approver = PlainCode.ofOfficer(form["approver"]) else {
            throw fault("approver", form["approver"].isEmpty ? "required" : "code")
        }
        guard !form["document"].isEmpty else { throw fault("document", "required") }
        return ExtensionForm(
            clock: "\(parts[0]).\(parts[1])",
            office: office,
            approver: approver,
            document: form["document"]
        )
    }
}
