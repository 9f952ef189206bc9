import Crypto
import Foundation

/// A shared secret that a caller shows as bearer token. Only its digest is kept.
public struct APIKey: Sendable, Hashable {
    private let digest: [UInt8]

    /// - Parameter text: the contents of a key file; white space around it does not count.
    /// - Throws: ``WebError/badKey(_:)`` when it is shorter than 16 characters, or has others than printable ASCII.
    public init(_ text: String) throws(WebError) {
        let key = Array(text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
        guard key.count >= 16 else { throw WebError.badKey("it has \(key.count) characters, at least 16 are needed.") }
        guard key.allSatisfy({ (33...126).contains($0) }) else {
            throw WebError.badKey("it holds blanks or characters beyond ASCII.")
        }
        digest = Array(SHA256.hash(data: Data(key)))
    }

    /// Whether the token is this key. Takes the same time wherever they differ: both digests are compared to the last byte.
    func matches(_ token: some Sequence<UInt8>) -> Bool {
        var difference: UInt8 = 0
        for (mine, other) in zip(digest, SHA256.hash(data: Data(token))) { difference |= mine ^ other }
        return difference == 0
    }

    /// Signs sessions and tour links: another key makes another signer.
    var signer: Signer { Signer(secret: Data(digest)) }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
