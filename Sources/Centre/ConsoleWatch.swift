internal import Domain
internal import Events

/// Which consoles stand, which have fallen silent, and whether any is left (SPEC R5).
///
/// A console is a session that opened the live feed; its pages answer what they hear. Answers count, not the socket:
/// that of a frozen tab stays open. Decides only: what is new is recorded first, and then taken over.
struct ConsoleWatch: Hashable, Sendable {
    /// Pages answer every four seconds or so, and two answers may go missing: with a look each second and the way to
    /// the screens a silent console is shown within fifteen.
    static let silence = Duration.seconds(12)
    /// As many as the feed has listeners. A further session is not watched, but counts as a sign of somebody there.
    static let limit = 256

    /// One moment on two clocks.
    struct Moment: Hashable, Sendable {
        /// Since the watch began, on a clock that never steps and never runs faster.
        let elapsed: Duration
        /// By the site clock, to be shown.
        let at: Instant
    }

    struct Standing: Hashable, Sendable {
        let console: Console
        fileprivate(set) var lastHeard: Moment
        /// The page that was heard last was closed; another one may take its place in a moment.
        fileprivate(set) var isLeaving = false
        /// Recorded as lost.
        fileprivate(set) var isLost = false
    }

    enum News: Hashable, Sendable {
        case lost(Console, lastHeard: Instant)
        case back(Console)
        /// Its session is over.
        case gone(Console)
        case unattended(people: Int)
        case attended
    }

    /// What a look found.
    struct Look: Hashable, Sendable {
        /// To be recorded, in the order of the consoles' ids.
        var news: [News] = []
        /// Sessions that nobody waits for any more, with when they were heard last.
        var over: [String: Moment] = [:]
    }

    /// By the secret of the session.
    private(set) var consoles: [String: Standing] = [:]
    /// Recorded that no console stands.
    private(set) var isUnattended = false
    /// When any console was heard last, or the watch began.
    private var lastSign = Duration.zero

    /// A session opened the feed. One that is known is not heard by it: a browser connects anew for a frozen tab too.
    mutating func open(_ session: String, at moment: Moment, as console: () throws -> Console) rethrows {
        guard consoles[session] == nil else { return }
        try hear(session, at: moment, as: console)
    }

    /// A page of the session answered what it heard.
    mutating func hear(_ session: String, at moment: Moment, as console: () throws -> Console) rethrows {
        lastSign = max(lastSign, moment.elapsed)
        if consoles[session] != nil {
            consoles[session]?.lastHeard = moment
            consoles[session]?.isLeaving = false
        } else if consoles.count < Self.limit {
            consoles[session] = Standing(console: try console(), lastHeard: moment)
        }
    }

    /// A page says that it closes: unless another one of the session answers, nobody waits for it.
    mutating func leave(_ session: String, at moment: Moment) {
        guard consoles[session] != nil else { return }
        lastSign = max(lastSign, moment.elapsed)
        consoles[session]?.lastHeard = moment
        consoles[session]?.isLeaving = true
    }

    /// What is new.
    ///
    /// - ended: whether a session is over, signed out, expired or revoked; asked of silent ones.
    /// - people: how many are in the area; asked while no console stands.
    func look(at now: Duration, ended: (String) throws -> Bool, people: () throws -> Int) rethrows -> Look {
        var look = Look()
        for (session, one) in consoles.sorted(by: { $0.value.console.id < $1.value.console.id }) {
            guard now - one.lastHeard.elapsed > Self.silence else {
                if one.isLost { look.news.append(.back(one.console)) }
                continue
            }
            if try one.isLeaving || ended(session) {
                look.over[session] = one.lastHeard
                if one.isLost { look.news.append(.gone(one.console)) }
            } else if !one.isLost {
                look.news.append(.lost(one.console, lastHeard: one.lastHeard.at))
            }
        }
        let alone = now - lastSign > Self.silence ? try people() : 0
        if alone > 0, !isUnattended { look.news.append(.unattended(people: alone)) }
        if alone == 0, isUnattended { look.news.append(.attended) }
        return look
    }

    /// Takes over what was recorded. Who was heard meanwhile is not over.
    mutating func take(_ look: Look) {
        for item in look.news {
            switch item {
            case .lost(let console, _): mark(console, isLost: true)
            case .back(let console): mark(console, isLost: false)
            case .gone: break
            case .unattended: isUnattended = true
            case .attended: isUnattended = false
            }
        }
        consoles = consoles.filter { look.over[$0.key] != $0.value.lastHeard }
    }

    private mutating func mark(_ console: Console, isLost: Bool) {
        for (session, one) in consoles where one.console == console { consoles[session]?.isLost = isLost }
    }
}
