import Foundation
import HTTPTypes
import Hummingbird
import Model
import Synchronization

/// The one cookie of the service: says that somebody has shown the API key. It holds nothing but its time of expiry, signed; changing
/// the key ends all sessions.
struct Session: Sendable {
    static let cookie = "fuellort_session"
    static let hours = 12.0

    let signer: Signer

    func isValid(_ request: Request, now: Timestamp) -> Bool {
        guard let token = Session.token(request) else { return false }
        return signer.read(token, for: .session, now: now) == "signed-in"
    }

    /// `Set-Cookie` that begins a session. `Secure` where the visitor came by https.
    func begin(_ request: Request, prefix: String, now: Timestamp) -> HTTPField {
        let token = signer.sign("signed-in", for: .session, until: now.adding(hours: Session.hours))
        return field(token, seconds: Int(Session.hours * 3600), request, prefix)
    }

    /// `Set-Cookie` that ends it.
    func end(_ request: Request, prefix: String) -> HTTPField { field("", seconds: 0, request, prefix) }

    private func field(_ token: String, seconds: Int, _ request: Request, _ prefix: String) -> HTTPField {
        let path = prefix.isEmpty ? "/" : prefix
        let secure = request.headers[.forwardedProto]?.lowercased() == "https" ? "; Secure" : ""
        return HTTPField(
            name: .setCookie,
            value: "\(Session.cookie)=\(token); Path=\(path); Max-Age=\(seconds); HttpOnly; SameSite=Strict\(secure)")
    }

    private static func token(_ request: Request) -> Substring? {
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0] == Session.cookie { return parts[1] }
            }
        }
        return nil
    }
}

/// Slows down guessing: after ten wrong keys within a minute nobody may try until the minute is over.
final class SignInAttempts: Sendable {
    private static let most = 10
    private static let seconds = 60
    private let wrong = Mutex<[Timestamp]>([])

    func mayTry(now: Timestamp) -> Bool {
        wrong.withLock { wrong in
            wrong.removeAll { $0.adding(seconds: Self.seconds) <= now }
            return wrong.count < Self.most
        }
    }

    func failed(now: Timestamp) { wrong.withLock { $0.append(now) } }
}
