import Testing

@testable import Decoding

/// The root's kind, or the fault.
private func scan(_ bytes: [UInt8]) -> Result<JSONNode.Kind, JSONFault> {
    bytes.withUnsafeBytes { JSONDocument.withValue(of: $0) { $0.map(\.kind) } }
}

private func number(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBytes { JSONDocument.withValue(of: $0) { try? $0.get().number } }
}

@Suite struct JSONScannerTests {
    @Test(arguments: [
        "0", "-0", "-0.0e-0", "1E+9", "\"\"", "\"\\u00e4\\ud83d\\ude00\"", "[]", "{}", " [ 1 , { \"a\" : [ ] } ] ", "true",
        "null",
        "\"zwölf Kästen 🗑\"", "{\"\":\"\"}", "\u{FEFF}{\"a\":1}",
    ])
    func acceptsWhatTheStandardAllows(text: String) throws {
        _ = try scan(Array(text.utf8)).get()
    }

    @Test(arguments: [
        "", " ", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "01", "1.", ".1", "+1", "1e", "-", "0x1", "tru",
        "nul", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\t\"", "\"\n\"", "[1 2]",
        "1 2",
        "]", "//", "{\"a\":1}}", "Nan", "Inf", "-Inf",
    ])
    func refusesWhatItDoesNot(text: String) {
        #expect(throws: JSONFault.self) { try scan(Array(text.utf8)).get() }
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3], [0xE2, 0x82], [0xFF],
        ] as [[UInt8]])
    func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
        for filling in 0..<9 {
            let text = [0x22] + [UInt8](repeating: 0x61, count: filling) + bytes + [0x22]
            #expect(scan(text) == .failure(JSONFault(kind: .invalidUTF8, offset: 1 + filling)))
        }
    }

    @Test func nestingIsBounded() {
        let limit = JSONScanner.depthLimit
        let fits = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        #expect(scan(Array(fits.utf8)) == .success(.array))
        #expect(scan([UInt8](repeating: 0x5B, count: 200_000)).failure?.kind == .tooDeep(limit: limit))
        let objects = String(repeating: "{\"a\":", count: 50_000)
        #expect(scan(Array(objects.utf8)).failure?.kind == .tooDeep(limit: limit))
    }

    /// Found by fuzzing: looking up names among ten thousand with escapes took 26 ms.
    @Test func membersAreBounded() {
        let object = { (count: Int) in "{" + (0..<count).map { #""\u0061\#($0)":1"# }.joined(separator: ",") + "}" }
        let limit = JSONScanner.memberLimit
        #expect(scan(Array(object(limit).utf8)) == .success(.object))
        #expect(scan(Array(object(limit + 1).utf8)).failure?.kind == .tooManyMembers(limit: limit))
    }

    @Test func valuesAreBounded() {
        let limit = JSONScanner.valueLimit
        let array = { (count: Int) in Array(("[" + [String](repeating: "1", count: count).joined(separator: ",") + "]").utf8) }
        #expect(scan(array(limit - 1)) == .success(.array))
        #expect(scan(array(limit)).failure?.kind == .tooManyValues(limit: limit))
    }

    /// RFC 6901 §5.
    @Test(arguments: [
        ("/foo/0", "bar"), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/m~0n", "8"), ("/ ", "7"), ("/foo/2", nil),
        ("/foo/00", nil),
        ("/foo/-", nil), ("/none", nil), ("/ä", "9"), ("/foo/0/x", nil),
    ])
    func pointersFindTheirValue(pointer: String, found: String?) throws {
        let text = #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"m~n":8," ":7,"\u00e4":9,"none":null}"#
        let place = try #require(JSONPointer(pointer))
        let value = try Array(text.utf8).withUnsafeBytes { bytes in
            try JSONDocument.withValue(of: bytes) { root in Result { try place.value(in: root.get()).map { $0.text ?? $0.shown } }
            }.get()
        }
        #expect(value == found)
    }

    @Test(arguments: ["foo", "/a~2", "/a~"]) func whatIsNoPointerIsRefused(text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test(arguments: [
        "0", "1", "-1", "0.1", "910", "0.61", "-10.5", "123456789012345678", "1234567890123456789", "12345678901234567890123",
        "1e22", "1e23", "1e-22", "1e-23", "4.9e-324", "1.7976931348623157e308", "0.30000000000000004", "9007199254740993",
        "1e400", "-1e400", "1e-400", "123e-25", "2.2250738585072011e-308",
    ])
    func numbersAreTheNearestDouble(text: String) {
        #expect(number(text) == Double(text))
    }

    @Test func wholeNumbersMayBeWrittenInAnyWay() {
        func integer(_ text: String) -> Int64? {
            Array(text.utf8).withUnsafeBytes { JSONDocument.withValue(of: $0) { try? $0.get().integer } }
        }
        #expect(integer("7") == 7)
        #expect(integer("7.0") == 7)
        #expect(integer("7e2") == 700)
        #expect(integer("-9223372036854775807") == -9_223_372_036_854_775_807)
        #expect(integer("9223372036854775808") == nil)
        #expect(integer("7.5") == nil)
        #expect(integer("1e400") == nil)
        #expect(integer("\"7\"") == nil)
    }

    @Test func everyTextFitsIntoTheNotesMadeForIt() throws {
        for text in ["1", "[]", "[1]", "[1,1]", "[[],[],[]]", "[[1,1],[1,1]]", "{\"\":1,\"\":1}", "[[[[1]]]]"] {
            _ = try scan(Array(text.utf8)).get()
        }
    }
}

extension Result {
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
