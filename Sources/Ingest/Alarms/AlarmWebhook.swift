import Crypto
public import Foundation
public import Model
import Reports

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Alarms over HTTP: each event is one POST of JSON, in order. An answer of 2xx means that the receiver has it.
///
/// `X-Fuellort-Signature: t=<unix seconds>,v1=<hex>` is HMAC-SHA256 with the shared secret over `<unix seconds>.<body>`: the receiver
/// computes it anew, compares, and refuses old times. `X-Fuellort-Event` numbers the event; the same number may come again.
public struct AlarmWebhook: AlarmDelivery {
    public let name = "webhook"
    private let address: URL
    private let secret: [UInt8]?
    private let timeoutSeconds: Double
    private let now: @Sendable () -> Timestamp

    /// - Parameter secret: shared with the receiver; `nil` sends without signature.
    public init(
        address: URL, secret: [UInt8]?, timeoutSeconds: Double = 10, now: @escaping @Sendable () -> Timestamp
    ) {
        self.address = address
        self.secret = secret
        self.timeoutSeconds = timeoutSeconds
        self.now = now
    }

    public func deliver(_ events: [AlarmEvent], index: (TownID) -> TownIndex?) async -> (delivered: Int, problem: String?) {
        for (position, event) in events.enumerated() {
            do {
                let body = try DocumentEncoder.json(AlarmEventDocument(event, index: index(event.alarm.town)))
                if let problem = try await send(body, event: event.id) { return (position, problem) }
            } catch {
                return (position, "\(address.host() ?? "the receiver") does not answer: \(error.localizedDescription)")
            }
        }
        return (events.count, nil)
    }

    /// - Returns: why the receiver did not take it; `nil` when it did.
    private func send(_ body: Data, event: Int64) async throws -> String? {
        var request = URLRequest(url: address, timeoutInterval: timeoutSeconds)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("fuellort", forHTTPHeaderField: "User-Agent")
        request.setValue(String(event), forHTTPHeaderField: "X-Fuellort-Event")
        if let secret {
            request.setValue(Self.signature(body, secret: secret, at: now()), forHTTPHeaderField: "X-Fuellort-Signature")
        }
        request.httpBody = body
        let (_, response) = try await URLSession.shared.data(for: request)
        guard let status = (response as? HTTPURLResponse)?.statusCode, !(200..<300).contains(status) else { return nil }
        return "\(address.host() ?? "the receiver") answers \(status)"
    }

    static func signature(_ body: Data, secret: [UInt8], at moment: Timestamp) -> String {
        let time = String(moment.seconds)
        let code = HMAC<SHA256>.authenticationCode(for: Data((time + ".").utf8) + body, using: SymmetricKey(data: secret))
        return "t=\(time),v1=\(code.map { String(($0 >> 4), radix: 16) + String($0 & 15, radix: 16) }.joined())"
    }
}
