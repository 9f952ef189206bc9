import Decoding
import Foundation
import Testing

/// One frame and what it must say, in the vocabulary of the fixtures. Made by hand from the makers' layouts named in the decoders.
struct DeviceFact: CustomTestStringConvertible, Sendable {
    var model: String
    var port: Int?
    var hex: String
    /// JSON; `null` means that the member must not be there.
    var says: String
    var why: String

    init(_ model: String, _ port: Int?, _ hex: String, _ says: String, _ why: String) {
        self.model = model
        self.port = port
        self.hex = hex
        self.says = says
        self.why = why
    }

    var testDescription: String { "\(model): \(why)" }

    var frame: DeviceFrame { DeviceFrame(bytes(hex), port: port) }
}

/// The bytes of hexadecimal digits; blanks may stand between them.
func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.filter { $0 != " " }
    return stride(from: 0, to: digits.count, by: 2).compactMap { offset in
        UInt8(digits.dropFirst(offset).prefix(2), radix: 16)
    }
}

/// Checks one fact and hands the report on.
@discardableResult
func check(_ fact: DeviceFact) throws -> DeviceReport {
    let decoder = try #require(DeviceRegistry.decoder(for: fact.model))
    let report = try decoder.decode(fact.frame)
    let expected = try JSONSerialization.jsonObject(with: Data(fact.says.utf8))
    #expect(differences(expected: expected, actual: vocabulary(report)) == [])
    return report
}
