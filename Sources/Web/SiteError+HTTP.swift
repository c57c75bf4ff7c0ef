import Domain
import Foundation
import Hummingbird
import NIOCore

/// The one place that turns a refusal into a status code and `{"error","rule","missing","message":{zh,en}}`.
struct SiteError: Error {
    let status: HTTPResponse.Status
    let error: String
    var rule: String?
    var missing: [String] = []
    let message: Bilingual
    var retryAfterSeconds: Int?

    init(_ thrown: any Error, _ strings: Strings) {
        func say(_ key: String) -> Bilingual {
            Bilingual(zh: strings.text("error", key, in: .chinese), en: strings.text("error", key, in: .english))
        }
        switch thrown {
        case let error as SiteError: self = error
        case SiteRefusal.unknown: self.init(.notFound, "unknown", say("notFound"))
        case SiteRefusal.forbidden: self.init(.forbidden, "forbidden", say("forbidden"))
        case SiteRefusal.rule(let error, let rule, let missing, let message):
            self.init(.conflict, error, message)
            self.rule = rule
            self.missing = missing
        case SiteRefusal.field(let field, let all, let message):
            self.init(.unprocessableContent, "field.\(field)", message)
            missing = all
        case SiteRefusal.message(let error, let fault, let message):
            self.init(Self.status(of: fault), error, message)
            if case .tooFast(let seconds) = fault { retryAfterSeconds = seconds }
        case SiteRefusal.tooManyTries(let seconds):
            let wait = say("tooManyTries")
            let (zh, en) = (wait.zh.replacing("%", with: "\(seconds)"), wait.en.replacing("%", with: "\(seconds)"))
            self.init(.tooManyRequests, "too-many-tries", Bilingual(zh: zh, en: en))
            retryAfterSeconds = seconds
        case SiteRefusal.overloaded(let seconds):
            self.init(.serviceUnavailable, "overloaded", say("overloaded"))
            retryAfterSeconds = seconds
        case is NIOTooManyBytesError:
            self.init(.contentTooLarge, "too-large", say("tooLarge"))
        case let error as HTTPError where error.status == .notFound:
            self.init(.notFound, "unknown", say("notFound"))
        case let error as HTTPError where error.status.code < 500:
            self.init(error.status, "bad-request", say("badRequest"))
        case _: self.init(.internalServerError, "internal", say("internal"))
        }
    }

    private static func status(of fault: SiteRefusal.MessageFault) -> HTTPResponse.Status {
        switch fault {
        case .unreadable: .badRequest
        case .tooLarge: .contentTooLarge
        case .unknownSender: .unauthorized
        case .notForSender: .forbidden
        case .outOfOrder: .conflict
        case .tooFast: .tooManyRequests
        }
    }

    init(_ status: HTTPResponse.Status, _ error: String, _ message: Bilingual) {
        self.status = status
        self.error = error
        self.message = message
    }

    /// The body that the API sends.
    var json: JSONBody { JSONBody(error: error, rule: rule, missing: missing, message: message) }

    struct JSONBody: Encodable {
        let error: String
        let rule: String?
        let missing: [String]
        let message: Bilingual
    }
}
