import Alarms
import Domain
import Events
import Policy
import Stays
import Tracking
import Web

extension Words {
    typealias Mark = StayReading.LedgerRow.Mark
    typealias LedgerLine = (text: Bilingual, mark: Mark)

    /// One line of the generated ledger; nil for what a ledger does not show.
    ///
    /// Who did it stands in a column of its own, from the leaf. An alarm of the audience `outsideTheCase` is the
    /// caller's to leave out of a case officer's ledger.
    ///
    /// - alarm: the alarm of an id: events after the raising know no more of it.
    /// - told: the words of a content that the event names.
    func ledger(
        _ leaf: Leaf,
        alarm: (ID<Kind.Alarm>) -> Alarm?,
        told: (ID<Kind.Content>) -> Told
    ) -> LedgerLine? {
        switch leaf.event {
        case .stay(let event): (sentence(event, registered: registered(leaf), told), mark(of: event))
        case .alarm(let event): (sentence(event, alarm: alarm(event.alarm)), .alarm)
        case .presence(let event): (sentence(event), .fact)
        case .tag(let event): sentence(event).map { (late($0, leaf), .fact) }
        case .device(let event): sentence(event).map { ($0, .fact) }
        case .centre(let event): sentence(event).map { ($0, .fact) }
        // Who looked is counted on the receipt and stands in the record of access.
        case .access: nil
        }
    }

    /// What is told so long afterwards says so.
    private static let late = Duration.seconds(60)

    /// When what lies before its registration was registered; nil where that was within a minute.
    private func registered(_ leaf: Leaf) -> Instant? {
        leaf.recorded - leaf.occurred > Self.late ? leaf.recorded : nil
    }

    private func mark(of event: StayEvent) -> Mark {
        switch event {
        case .stepDone: .step
        case .breachRecorded: .breach
        case .arrived, .entered, .tagIssued, .tagBound, .tagForgone, .tagReturned, .roomAllocated, .roomReleased,
            .sessionStarted, .sessionEnded, .kindChanged, .traitsRecorded, .arrivalCorrected, .clockStarted,
            .clockExtended, .clockEnded, .darkBegan, .darkEnded, .exited, .dutyDone:
            .fact
        }
    }

    /// A press or a cut that a base station told of long afterwards is marked so.
    private func late(_ sentence: Bilingual, _ leaf: Leaf) -> Bilingual {
        guard let received = leaf.received, received - leaf.occurred > Self.late else { return sentence }
        let at = time(received)
        return .clauses(sentence, Bilingual(zh: "迟报，\(at) 才收到", en: "told late, received \(at)"))
    }

    private func sentence(_ event: PresenceEvent) -> Bilingual {
        switch event {
        case .moved(_, let from, let to, _, _, let coverage, _):
            // Said only where it weakens the finding (P12).
            .clauses(
                moved(from: from, to: to),
                (1..<1_000).contains(coverage)
                    ? Bilingual(
                        zh: "附近基站仅 \(coverage / 10)% 在线并收到",
                        en: "only \(coverage / 10)% of the base stations near by alive and hearing it"
                    ) : nil
            )
        case .passed(_, let room, _, _):
            Bilingual(zh: "途经\(self.room(room).zh)", en: "Passed through \(self.room(room).en)")
        case .impossibleJump(_, let from, let to, _, let speed):
            Bilingual(
                zh: "位置跳变：\(room(from).zh)到\(room(to).zh)，\(speed) 米/秒，人不可能这么快；请核对手环",
                en: "Impossible jump: \(room(from).en) to \(room(to).en) at \(speed) m/s; check the tag"
            )
        }
    }

    private func moved(from: Place, to: Place) -> Bilingual {
        switch to {
        case .room(let there):
            if case .room(let here) = from {
                Bilingual(zh: "从\(room(here).zh)到\(room(there).zh)", en: "From \(room(here).en) to \(room(there).en)")
            } else {
                Bilingual(zh: "在\(room(there).zh)", en: "In \(room(there).en)")
            }
        case .outside: Bilingual(zh: "手环在办案区外", en: "The tag is outside the handling area")
        case .notDetermined: Bilingual(zh: "位置未确定", en: "Place not determined")
        case .noSignal: Bilingual(zh: "手环无信号", en: "No signal of the tag")
        }
    }

    private func sentence(_ event: TagEvent) -> Bilingual? {
        switch event {
        case .button(let tag, _, _): Bilingual(zh: "按下手环 \(tag) 的按钮", en: "Button of tag \(tag) pressed")
        case .tamper(let tag, cut: true, _): Bilingual(zh: "手环 \(tag) 表带断开", en: "Strap of tag \(tag) open")
        case .tamper(let tag, cut: false, _): Bilingual(zh: "手环 \(tag) 表带扣合", en: "Strap of tag \(tag) closed")
        // The alarm of a weak battery says it; a charge is told every few minutes. Cards are the staff's.
        case .battery, .carried, .handedBack: nil
        }
    }

    /// Dead base stations weaken what the ledger says of places (P12).
    private func sentence(_ event: DeviceEvent) -> Bilingual? {
        switch event {
        case .silent(let id, let lastHeard, _):
            Bilingual(
                zh: "基站 \(id) 无信号，最后收到于 \(time(lastHeard))",
                en: "Base station \(id) silent, last heard \(time(lastHeard))"
            )
        case .heard(let id, _): Bilingual(zh: "基站 \(id) 恢复信号", en: "Base station \(id) heard again")
        case .added, .revoked, .booted: nil
        }
    }

    private func sentence(_ event: CentreEvent) -> Bilingual? {
        switch event {
        case .clockJumped(let difference, _): sentence(ofDifference: difference)
        case .diskChanged(let state, let free, _): sentence(of: state, percentFree: free / 10)
        case .signingStopped: Bilingual(zh: "日志未能按时签署", en: "The journal is not signed in time")
        case .signingResumed: Bilingual(zh: "日志恢复签署", en: "The journal is signed again")
        case .consoleLost(_, let lastHeard, _):
            Bilingual(
                zh: "一个值守台失联，最后应答于 \(time(lastHeard))",
                en: "A console is lost, last heard \(time(lastHeard))"
            )
        case .consoleBack: Bilingual(zh: "失联的值守台恢复应答", en: "The console that was lost answers again")
        case .consoleGone: Bilingual(zh: "失联的值守台会话已结束", en: "The session of the console that was lost is over")
        case .unattended(let people, _):
            Bilingual(zh: "无值守台在线，在区 \(people) 人", en: "No console stands, people in the area: \(people)")
        case .attended: Bilingual(zh: "恢复有人值守", en: "No longer without a console")
        case .erased(let erasure):
            Bilingual(
                zh: "已删除 \(erasure.contents.count) 项内容，依据\(erasure.article)，\(officers(erasure.by).zh)共同决定",
                en: "\(erasure.contents.count) contents erased under \(erasure.article), by \(officers(erasure.by).en)"
            )
        case .fileTaken, .clockStarted, .chunkClosed: nil
        }
    }

    /// How far wall time is from the site clock, and what the site clock does about it.
    func sentence(ofDifference wallAhead: Duration) -> Bilingual {
        let span = duration(wallAhead)
        let way = wallAhead < .zero ? Bilingual(zh: "慢", en: "behind") : Bilingual(zh: "快", en: "ahead of")
        return switch ClockDifference(wallAhead) {
        case .agree: Bilingual(zh: "系统时间与站内时钟恢复一致", en: "Wall time agrees with the site clock again")
        case .takenOver:
            Bilingual(
                zh: "系统时间比站内时钟\(way.zh) \(span.zh)，站内时钟已跟上",
                en: "Wall time \(way.en) the site clock by \(span.en); the site clock follows"
            )
        case .runsOn:
            Bilingual(
                zh: "系统时间比站内时钟\(way.zh) \(span.zh)，站内时钟照常走，不跟随",
                en: "Wall time \(way.en) the site clock by \(span.en); the site clock runs on"
            )
        }
    }

    private func sentence(of disk: DiskState, percentFree percent: Int) -> Bilingual {
        switch disk {
        case .ample: Bilingual(zh: "磁盘空间恢复，剩余 \(percent)%", en: "Room on the disk again, \(percent)% free")
        case .low: Bilingual(zh: "磁盘将满，剩余 \(percent)%", en: "The disk runs full, \(percent)% free")
        case .full: Bilingual(zh: "磁盘已满，暂不接收位置", en: "The disk is full, no positions are taken")
        }
    }
}
