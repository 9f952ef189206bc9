import Crypto
import Foundation
import Model

/// Signs short statements that come back from outside: sessions and tour links. Each kind has a key of its own, derived from one secret
/// (HKDF, RFC 5869), so that a tour link can never pass for a session.
struct Signer: Sendable {
    private let secret: SymmetricKey

    /// - Parameter secret: at least 32 bytes; whoever knows them can sign.
    init(secret: Data) { self.secret = SymmetricKey(data: secret) }

    /// A secret of this run: what it signed is void after a restart.
    static func random() -> Signer { Signer(secret: SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }) }

    enum Purpose: String, Sendable { case session, tour }

    /// `text` with its time of expiry and its signature, fit for addresses and cookies.
    func sign(_ text: String, for purpose: Purpose, until expiry: Timestamp) -> String {
        let statement = "\(expiry.seconds).\(Cursor.encode(text))"
        let code = HMAC<SHA256>.authenticationCode(for: Data(statement.utf8), using: key(purpose))
        return statement + "." + Cursor.encode(Data(code))
    }

    /// The text if it was signed here, for this purpose, and has not expired. The comparison takes the same time wherever it differs.
    func read(_ token: some StringProtocol, for purpose: Purpose, now: Timestamp) -> String? {
        guard token.utf8.count <= 1000 else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let seconds = Int64(parts[0]), let code = Cursor.decodeData(String(parts[2])) else { return nil }
        let statement = Data("\(parts[0]).\(parts[1])".utf8)
        guard HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: statement, using: key(purpose)) else { return nil }
        guard now < Timestamp(seconds: seconds) else { return nil }
        return Cursor.decode(String(parts[1]))
    }

    private func key(_ purpose: Purpose) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret, info: Data("fuellort \(purpose.rawValue) 1".utf8), outputByteCount: 32)
    }
}
