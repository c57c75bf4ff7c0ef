import Domain
import Policy
import Premises

/// Sentences of the screens, made from codes: the only place that words them.
///
/// Each sentence says what is so, what to do next and who must; Chinese first. Nothing here decides anything.
struct Words: Sendable {
    let plan: FloorPlan
    let policy: PolicyBook
    let staff: [StaffMember]
    let zone: Zone

    /// Where somebody pressed, and where the person is by now.
    func room(_ pressed: Room.ID?, thenIn now: Room.ID) -> Bilingual {
        let (here, there) = (room(now), pressed.map { room($0) })
        guard let there else { return Bilingual(zh: "现在\(here.zh)", en: "now in \(here.en)") }
        return Bilingual(zh: "现在\(here.zh)（按下时\(there.zh)）", en: "now in \(here.en) (pressed in \(there.en))")
    }

    /// As the plan names it; a room that the plan does not have by its id.
    func room(_ id: Room.ID) -> Bilingual {
        plan.room(id)?.name ?? Bilingual(zh: id.text, en: id.text)
    }

    /// What speaks against holding a minor where adults are.
    var heldApart: Bilingual { Bilingual(zh: "未成年人应与成年人分开", en: "minors apart from adults") }

    /// Name and number; a number that the staff list does not have stands alone.
    func officer(_ code: Code<Kind.Officer>) -> Bilingual {
        guard let member = staff.first(where: { $0.code == code }) else {
            return Bilingual(zh: code.text, en: code.text)
        }
        return Bilingual(zh: "\(member.name.zh)（\(code)）", en: "\(member.name.en) (\(code))")
    }

    /// An officer of a case: of other units' officers, whom the staff list does not have, the page says so.
    func caseOfficer(_ code: Code<Kind.Officer>) -> Bilingual {
        guard !staff.isEmpty, !staff.contains(where: { $0.code == code }) else { return officer(code) }
        return Bilingual(zh: "\(code)（外单位或不在名单）", en: "\(code) (other unit or not on the list)")
    }

    func officers(_ codes: [Code<Kind.Officer>]) -> Bilingual {
        .list(codes.map(officer))
    }

    /// `2026-11-22 14:05:09` on the clocks of the site.
    func time(_ instant: Instant) -> String {
        let civil = zone.civil(instant)
        return "\(date(of: civil)) \(minute(of: civil)):\(Self.two(civil.second))"
    }

    /// `03:25`: for a deadline of the coming hours.
    func minute(_ instant: Instant) -> String {
        minute(of: zone.civil(instant))
    }

    /// `2026-11-22 14:05`: for a deadline that may lie on another day.
    func dayAndMinute(_ instant: Instant) -> String {
        let civil = zone.civil(instant)
        return "\(date(of: civil)) \(minute(of: civil))"
    }

    /// `1 小时 30 分钟`, to the second.
    func duration(_ span: Duration) -> Bilingual {
        let seconds = abs(span.inMicroseconds) / 1_000_000
        let parts = [
            (seconds / 3_600, "小时", "h"), (seconds / 60 % 60, "分钟", "min"), (seconds % 60, "秒", "s"),
        ].filter { $0.0 > 0 }
        guard !parts.isEmpty else { return Bilingual(zh: "0 秒", en: "0 s") }
        return Bilingual(
            zh: parts.map { "\($0.0) \($0.1)" }.joined(separator: " "),
            en: parts.map { "\($0.0) \($0.2)" }.joined(separator: " ")
        )
    }

    private func date(of civil: CivilTime) -> String {
        "\(civil.year)-\(Self.two(civil.month))-\(Self.two(civil.day))"
    }

    private func minute(of civil: CivilTime) -> String {
        "\(Self.two(civil.hour)):\(Self.two(civil.minute))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Words {
    func version(_ id: String) -> PolicyVersion? {
        policy.versions.first { $0.id == id }
    }

    /// The rule's title in that version of the policy; a rule that nobody set has its own name.
    func title(of rule: RuleID, in version: PolicyVersion?) -> Bilingual {
        version?.rule(rule)?.title ?? rule.words.titled
    }

    /// The article as cited, with the mark that the law asks a lawyer to look at (P7).
    func article(_ provision: Provision?) -> Bilingual {
        guard let provision else { return Bilingual(zh: "规则未设", en: "not set by the policy") }
        guard provision.isUnconfirmed else { return provision.article }
        return Bilingual(
            zh: "\(provision.article.zh)（尚待法律确认）",
            en: "\(provision.article.en) (awaits confirmation by a lawyer)"
        )
    }
}

extension Bilingual {
    /// At the beginning of a sentence, or alone.
    var titled: Bilingual {
        Bilingual(zh: zh, en: en.prefix(1).uppercased() + en.dropFirst())
    }

    static func list(_ parts: [Bilingual]) -> Bilingual {
        Bilingual(
            zh: parts.map(\.zh).joined(separator: "、"),
            en: parts.map(\.en).joined(separator: ", ")
        )
    }

    /// Clauses of one sentence; those that there are.
    static func clauses(_ parts: Bilingual?...) -> Bilingual {
        let present = parts.compactMap(\.self)
        return Bilingual(
            zh: present.map(\.zh).joined(separator: "，"),
            en: present.map(\.en).joined(separator: ", ")
        )
    }
}
