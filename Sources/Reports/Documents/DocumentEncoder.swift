public import Foundation

/// JSON as every document of Füllort is written: UTF-8, members in the order of their names, slashes not escaped. The same value gives
/// the same bytes.
public enum DocumentEncoder {
    /// - Parameter pretty: indented, for people and terminals.
    public static func json(_ document: some Encodable, pretty: Bool = false) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            pretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(document)
    }
}

/// Rounds to `digits` decimals, so that documents show 0.7312 and not 0.73120000000000007. JSON has no word for values that are no
/// number (RFC 8259 §6): one that got here becomes 0 and does not stop the document.
func rounded(_ value: Double, _ digits: Int) -> Double {
    guard value.isFinite else { return 0 }
    let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    return (value * scale).rounded() / scale
}

/// The same for a value that may be missing; one that is no number counts as missing.
func roundedIfAny(_ value: Double?, _ digits: Int) -> Double? {
    guard let value, value.isFinite else { return nil }
    return rounded(value, digits)
}
