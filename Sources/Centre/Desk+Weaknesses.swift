internal import Domain
internal import Engine
internal import Events
internal import Stays
internal import Store
internal import Tracking
internal import Web

extension Desk {
    /// Recorded so long after it happened, it is a late record.
    static let late = Duration.seconds(60)

    /// What weakens the ledger of a stay (P12): dark time by its cause, dead base stations, late records, coverage.
    func weaknesses(of stay: Stay, _ entries: [Store.Entry]) throws -> [StayReading.Weakness] {
        let end = left(stay)
        var found = stay.dark.map { dark in
            StayReading.Weakness(
                what: words.darkCause(dark.cause),
                detail: .clauses(
                    stretch(dark.span.start, dark.span.end ?? end),
                    words.duration(dark.length(at: end ?? now)),
                    dark.lastHolder.map {
                        let name = words.officer($0)
                        return Bilingual(zh: "最后看管人 \(name.zh)", en: "last holder \(name.en)")
                    }
                )
            )
        }
        if let entry = stay.entry {
            found += try store.silences(during: Span(from: entry, until: end)).map { silence in
                let room = place(of: silence.baseStation)
                return StayReading.Weakness(
                    what: Bilingual(
                        zh: "基站 \(silence.baseStation) 无信号（\(room.zh)）",
                        en: "Base station \(silence.baseStation) silent (\(room.en))"
                    ),
                    detail: stretch(silence.from ?? entry, silence.until ?? end)
                )
            }
        }
        found.append(lateRecords(entries))
        found.append(weakFindings(entries))
        return found
    }

    private func stretch(_ from: Instant, _ until: Instant?) -> Bilingual {
        let start = words.time(from)
        return Bilingual(
            zh: "\(start) 至 \(until.map(words.time) ?? "今")",
            en: "\(start) until \(until.map(words.time) ?? "now")"
        )
    }

    private func lateRecords(_ entries: [Store.Entry]) -> StayReading.Weakness {
        let late = entries.count { $0.leaf.event.isAtOnce && $0.leaf.recorded - $0.leaf.occurred > Self.late }
        return StayReading.Weakness(
            what: Bilingual(
                zh: "补录（到案除外，事后一分钟以上才记录）",
                en: "Late records (the arrival aside; more than a minute after the deed)"
            ),
            detail: Bilingual(zh: "\(late) 条", en: "\(late)")
        )
    }

    private func weakFindings(_ entries: [Store.Entry]) -> StayReading.Weakness {
        let coverages = entries.compactMap(\.leaf.event.coverage)
        let weak = coverages.count { $0 < 1_000 }
        return StayReading.Weakness(
            what: Bilingual(zh: "附近有失效基站时的位置记录", en: "Places found while base stations near by were dead"),
            detail: Bilingual(zh: "\(coverages.count) 条中 \(weak) 条", en: "\(weak) of \(coverages.count)")
        )
    }
}

extension Event {
    /// Recorded when it happens, unlike an arrival, which lies before, and what follows from it.
    fileprivate var isAtOnce: Bool {
        switch self {
        case .stay(.arrived), .stay(.clockStarted), .stay(.darkBegan), .stay(.darkEnded): false
        case .stay, .presence, .tag: true
        case .alarm, .device, .centre, .access: false
        }
    }

    /// Of the base stations near a place that was found, in per mille.
    fileprivate var coverage: Int? {
        if case .presence(.moved(_, _, .room, _, _, let coverage, _)) = self { coverage } else { nil }
    }
}
