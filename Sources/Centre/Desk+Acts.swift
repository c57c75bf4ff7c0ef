internal import Alarms
internal import Domain
internal import Engine
internal import Events
internal import Foundation
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Tracking
internal import Web

extension Desk {
    /// Does what a reader asks; what the law or the house refuses is told with its rule.
    @Sendable func perform(_ reader: Reader, _ command: SiteCommand) async throws -> SiteReceipt {
        do {
            switch command {
            case .arrive(let form): return try await arrive(form, by: officer(reader))
            case .bindTag(let stay, let tag): return try await bind(tag, to: stay, reader)
            case .forgoTag(let stay, let reason): return try await forgoTag(of: stay, because: reason, reader)
            case .recordTraits(let stay, let form): return try await record(form, of: stay, reader)
            case .changeKind(let stay, let kind, let reason):
                return try await change(stay, to: kind, because: reason, reader)
            case .correctArrival(let stay, let form): return try await correctArrival(of: stay, form, reader)
            case .nameGround(let stay, let ground): return try await name(ground, for: stay, reader)
            case .extend(let stay, let form): return try await extend(stay, form, reader)
            case .endClock(let stay, let clock): return try await end(clock, of: stay, reader)
            case .recordStep(let stay, let step): return try await record(step, of: stay, reader)
            case .allocate(let stay, let room): return try await allocate(room, for: stay, reader)
            case .startSession(let stay, let room): return try await startSession(in: room, of: stay, reader)
            case .endSession(let stay):
                return try await act(on: stay, reader) { stay, officer, now, _ in
                    [try stay.endSession(by: officer, now: now)]
                }
            case .exit(let stay, let end): return try await exit(stay, to: end, reader)
            case .acknowledge(let alarm):
                return try await act(on: alarm, reader) { try $0.acknowledge(by: $1, at: $2) }
            case .closeAlarm(let alarm, let reason, let words, let second):
                return try await close(alarm, reason: reason, inWords: words, confirmedBy: second, reader)
            case .addAccount(let name, let officer, let role, let password):
                guard setting.member(officer) != nil else {
                    throw SiteRefusal.field("officer", message: words.notOnList(officer))
                }
                _ = try await store.addAccount(
                    name: name,
                    officer: officer,
                    role: role,
                    cases: [],
                    password: password
                )
                return SiteReceipt(path: .accounts, record: nil)
            }
        } catch let refusal as StayRefusal {
            if let field = refusal.field { throw SiteRefusal.field(field, message: words.refusal(refusal)) }
            throw SiteRefusal.rule(
                error: refusal.code,
                rule: refusal.rule,
                missing: refusal.missing.map(\.rawValue),
                message: words.refusal(refusal)
            )
        } catch let refusal as AlarmRefusal {
            throw SiteRefusal.rule(
                error: refusal.code,
                rule: "alarm",
                missing: [],
                message: words.refusal(refusal)
            )
        } catch StoreFault.overloaded {
            throw SiteRefusal.overloaded(retryAfterSeconds: 2)
        } catch StoreFault.diskFull {
            throw SiteRefusal.overloaded(retryAfterSeconds: 10)
        } catch AccessRefusal.nameTaken, AccessRefusal.nameUnfit {
            throw SiteRefusal.field("name", message: Bilingual(zh: "此名不可用", en: "this name cannot be used"))
        } catch AccessRefusal.passwordUnfit {
            throw SiteRefusal.field("password", message: Bilingual(zh: "口令至少八位", en: "at least eight characters"))
        }
    }

    private func record(_ name: String, of stay: ID<Kind.Stay>, _ reader: Reader) async throws -> SiteReceipt {
        guard let step = Step(rawValue: name) else { throw SiteRefusal.unknown }
        return try await act(on: stay, reader) { stay, officer, now, change in
            guard let policy = setting.policy(at: now) else { throw SiteRefusal.unknown }
            if step == .tagReturn {
                // Without it nobody is followed: the desk alone takes a tag off.
                guard reader.may(.bindTags) else { throw SiteRefusal.forbidden }
                return try stay.returnTag(by: officer, now: now)
            }
            // Waiting and sessions are allocated ahead: a plan, and refused while a step is missing (P8).
            if step.isAllocation {
                try Self.check(reader, outside: stay)
                try stay.plan(step, policy: policy)
            }
            // What was done was done where the person was; what is arranged is somewhere else, later.
            let isHere = stay.tag.isComplete && !step.isAllocation
            let place = isHere ? try stay.tag.worn.flatMap { try change.place(of: $0) } : nil
            let record = StepRecord(
                step: step,
                at: now,
                by: officer,
                room: place?.room,
                refusedToSign: false,
                note: nil
            )
            return stay.did(record, policy: policy, evidence: change.newID())
        }
    }

    /// A tag is one of the centre's own and on one wrist at a time (H2).
    private func bind(
        _ tag: Code<Kind.Tag>,
        to stay: ID<Kind.Stay>,
        _ reader: Reader
    ) async throws -> SiteReceipt {
        guard setting.centre.tags.contains(tag) else {
            throw SiteRefusal.field(
                "tag",
                message: Bilingual(zh: "本中心没有手环 \(tag)", en: "the centre has no tag \(tag)")
            )
        }
        let charge = try store.lastCharge(of: tag, knownAt: now)
        return try await act(on: stay, reader) { stay, officer, now, change in
            if let charge,
                ChargeLimit(setting.policy(at: now)?.rule(.tagBattery))?.isLow(charge.percent, before: false) == true
            {
                throw StayRefusal.tagLow(tag, percent: charge.percent)
            }
            if let other = try change.stay(wearing: tag), other.id != stay.id {
                throw SiteRefusal.rule(
                    error: "stay.tag-in-use",
                    rule: "tag",
                    missing: [],
                    message: Bilingual(
                        zh: "手环 \(tag) 正戴在别人手上，请另选一个。",
                        en: "Somebody else wears tag \(tag); take another."
                    )
                )
            }
            let isCard = setting.visitorCards.contains(tag)
            return try stay.issue(tag, isVisitorCard: isCard, by: officer, now: now)
        }
    }

    private func exit(_ stay: ID<Kind.Stay>, to end: String, _ reader: Reader) async throws -> SiteReceipt {
        guard let end = Exit.End(rawValue: end) else {
            throw SiteRefusal.field("end", message: Bilingual(zh: "请选择去向", en: "choose where the person goes"))
        }
        return try await act(on: stay, reader) { stay, officer, now, _ in
            guard let policy = setting.policy(at: now) else { throw SiteRefusal.unknown }
            return [try stay.exit(to: end, by: officer, identifiedBy: [officer], policy: policy, now: now)]
        }
    }

    /// What the desk decides ahead is decided by somebody outside the case: asked for by a custodian whom the stay
    /// names as an officer it is refused (P8). What has happened is recorded, whoever records it.
    static func check(_ reader: Reader, outside stay: Stay) throws(StayRefusal) {
        guard reader.role != .custodian || !stay.officers.contains(reader.officer) else { throw .custodianOfOwnCase }
    }

    func act(
        on id: ID<Kind.Stay>,
        _ reader: Reader,
        said: SaidWords? = nil,
        _ decide: @escaping @Sendable (Stay, Code<Kind.Officer>, Instant, inout Change) throws -> [StayEvent]
    ) async throws -> SiteReceipt {
        let officer = try officer(reader)
        return try await store.submit { change in
            guard let stay = try change.stay(id), reader.knows(stay) else { throw SiteRefusal.unknown }
            var receipt: Change.Receipt?
            let person = stay.registration.person
            let words = said.map { [NewContent(id: $0.id, person: person, bytes: Array($0.text.utf8))] } ?? []
            for event in try decide(stay, officer, change.now, &change) {
                let written = try change.record(
                    .stay(event),
                    occurred: event.occurred,
                    by: officer,
                    contents: receipt == nil ? words : []
                )
                receipt = receipt ?? written
            }
            return SiteReceipt(path: .stay(id), record: receipt?.record)
        }
    }
}

extension Step {
    /// Steps that are a room kept for the person rather than something done to or for them.
    var isAllocation: Bool {
        switch self {
        case .waiting, .interrogation, .interview: true
        case .rightsNotice, .safetyCheck, .belongings, .informationCollection, .medical, .urineTest,
            .belongingsReturn, .tagReturn:
            false
        }
    }
}

/// Words of or about the person that go into the content which an event names.
struct SaidWords: Sendable {
    let id: ID<Kind.Content>
    let text: String
}

extension StayRefusal {
    /// The field of a form that is to be changed; nil where no single one is.
    fileprivate var field: String? {
        switch self {
        case .groundWithoutLimit, .groundUnfit, .groundElsewhere: "ground"
        case .stepsMissing, .roomUnfit, .alreadyEntered, .notInArea, .notAllocated, .custodianOfOwnCase, .selfApproval,
            .tagLow, .alreadyLeft, .paperInvalid, .officersMissing,
            .ownCaseApproval, .approverNotPolice, .arrivalInFuture, .correctionUnapproved, .arrivalAfterEntry,
            .arrivalAfterSighting, .arrivalUnchanged, .tagAlreadyWorn, .tagNotForKind, .cardForSuspect,
            .tagNotWorn, .sessionRunning, .noSession, .tooFewOfficers, .clockUnknown, .groundKnown, .lastGround,
            .noFurtherExtension, .wrongApprover, .clockExpired, .kindUnchanged, .dutyUnknown:
            nil
        }
    }
}
