import Decoding
import Foundation
import Settings
import Yams

/// The descriptions of foreign JSON that the settings name.
enum MappingFiles {
    /// - Throws: `CommandFailure` with every fault of the first file that can not be used.
    static func mappings(_ settings: Settings) throws -> [Mapping] {
        try settings.list("mqtt.mappings").map { try mapping(file: $0) }
    }

    static func mapping(file: String) throws -> Mapping {
        let text: String
        do { text = try String(contentsOfFile: file, encoding: .utf8) } catch {
            throw CommandFailure(
                .wrongSettings,
                "mqtt.mappings: \(file) can not be read (\(error.localizedDescription)). Check path and permissions.")
        }
        do {
            return try Mapping(YAMLDecoder().decode(MappingRule.self, from: text))
        } catch let faults as MappingFaults {
            throw CommandFailure(.wrongSettings, faults.faults.map { "\(file): \($0)" }.joined(separator: "\n"))
        } catch {
            throw CommandFailure(.wrongSettings, "\(file): \(reason(error))")
        }
    }

    /// Topics to subscribe to: those of the settings, and those that only a mapping understands.
    static func filters(_ configured: [String], and mappings: [Mapping]) -> [String] {
        var filters = configured
        for mapping in mappings where !filters.contains(mapping.topicFilter) { filters.append(mapping.topicFilter) }
        return filters
    }

    private static func reason(_ error: any Error) -> String {
        func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            return "'\(name(context.codingPath + [key]))' is missing. See docs/decoders.md."
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            return "'\(name(context.codingPath))' has the wrong form: \(context.debugDescription)"
        case DecodingError.dataCorrupted(let context):
            let place = name(context.codingPath)
            return (place.isEmpty ? "not valid YAML: " : "'\(place)': ")
                + (context.underlyingError.map { "\($0)" } ?? context.debugDescription)
        default: return "\(error)"
        }
    }
}
