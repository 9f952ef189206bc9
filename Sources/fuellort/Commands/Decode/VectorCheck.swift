import Decoding
import Foundation
import Reports

/// Decodes the vectors of a file and compares: `{"vectors": [{"id", "vendor", "model", "f_port", "hex" or "base64", "expect"}]}`.
struct VectorCheck {
    private let vectors: [Vector]

    init(file: String) throws {
        do {
            vectors = try JSONDecoder().decode(VectorFile.self, from: try Data(contentsOf: URL(filePath: file))).vectors
        } catch let error as DecodingError {
            throw CommandFailure(.wrongData, "\(file) is no file of vectors: \(error)")
        } catch {
            throw CommandFailure(.inputMissing, "\(file) can not be read: \(error.localizedDescription)")
        }
    }

    func run(json: Bool) throws {
        let results = vectors.map { VectorResult(id: $0.id, differences: $0.differences, decoded: $0.decoded) }
        let failed = results.filter { !$0.differences.isEmpty }
        if json {
            try Console.json(VectorReport(vectors: results.count, asExpected: results.count - failed.count, results: results))
        } else {
            for result in failed {
                for difference in result.differences { Console.line(result.id + difference) }
            }
            Console.line("\(results.count - failed.count) of \(results.count) vectors are as expected")
        }
        if !failed.isEmpty { throw ExitStatus.problemsFound.code }
    }

    /// The bytes of hexadecimal digits, between which blanks may stand.
    static func bytes(hex: String) -> [UInt8]? {
        let digits = Array(hex.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ":") })
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}

private struct VectorFile: Decodable {
    var vectors: [Vector]
}

private struct Vector: Decodable {
    var id: String
    var vendor: String?
    var model: String
    var port: Int?
    var hex: String?
    var base64: String?
    var expect: [String: Word]

    private enum CodingKeys: String, CodingKey {
        case id, vendor, model, hex, base64, expect
        case port = "f_port"
    }

    var decoded: [String: Word] {
        guard
            let decoder = DeviceRegistry.decoder(for: model) ?? vendor.flatMap({ DeviceRegistry.decoder(for: "\($0)/\(model)") })
        else { return ["error": .text("no_decoder: \(vendor ?? "")/\(model)")] }
        let bytes = hex.flatMap(VectorCheck.bytes(hex:)) ?? base64.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
        guard let bytes else { return ["error": .text("no_bytes: neither hex nor base64 can be read")] }
        return decoder.words(DeviceFrame(bytes, port: port))
    }

    /// An expected error is the first word of ours.
    var differences: [String] {
        var expect = expect
        var decoded = decoded
        if case .text(let error)? = decoded["error"], case .text(let wanted)? = expect["error"], error.hasPrefix(wanted) {
            (expect["error"], decoded["error"]) = (nil, nil)
        }
        return Word.members(expect).differences(from: .members(decoded))
    }
}

private struct VectorResult: Encodable {
    var id: String
    var differences: [String]
    var decoded: [String: Word]
}

private struct VectorReport: Encodable {
    var vectors: Int
    var asExpected: Int
    var results: [VectorResult]

    private enum CodingKeys: String, CodingKey {
        case vectors, results
        case asExpected = "as_expected"
    }
}
