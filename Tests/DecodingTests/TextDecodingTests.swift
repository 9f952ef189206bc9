import Testing

@testable import Decoding

@Suite struct TextDecodingTests {
    private func base64(_ text: String) -> [UInt8]? { Array(text.utf8).withUnsafeBytes { Base64.decode($0) } }

    private func hex(_ text: String) -> [UInt8]? { Array(text.utf8).withUnsafeBytes { Hex.decode($0) } }

    /// RFC 4648 §10.
    @Test(arguments: zip(["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"], 0...6))
    func base64OfTheStandard(text: String, length: Int) {
        #expect(base64(text) == Array("foobar".utf8.prefix(length)))
    }

    @Test func base64PaddingMayBeMissing() {
        #expect(base64("Zg") == [0x66])
        #expect(base64("Zm8") == [0x66, 0x6F])
    }

    @Test(arguments: [
        "not base64!!", "Z", "Zg=", "Zh==", "Z===", "====", "Zm9=", "Zm 9", "Zm9v\n", "Zm9v_w==", "Zg==Zg==", "Zm8ü",
    ])
    func base64RefusesAnythingElse(text: String) {
        #expect(base64(text) == nil)
    }

    @Test func hexInEitherCase() {
        #expect(hex("") == [])
        #expect(hex("00fFA5") == [0x00, 0xFF, 0xA5])
        #expect(hex("0") == nil)
        #expect(hex("0g") == nil)
        #expect(hex("0x12") == nil)
        #expect(Hex.text([0x00, 0xFF, 0xA5]) == "00ffa5")
    }
}
