import Foundation
import Model
import Testing

@testable import TownFiles

/// The schemas in config/schemas and the reader must say the same.
@Suite struct SchemaTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "config/schemas")

    private func schema(_ file: TownFile) throws -> DocumentValue {
        let name = file.name.prefix { $0 != "." } + ".schema.json"
        let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: String(name))))
        return try JSONDocument.parse(bytes[...])
    }

    @Test(arguments: 0..<5) func anExportedTownKeepsToTheSchemas(_ seed: UInt64) throws {
        var source = RandomTown(seed: seed)
        let files = TownFileWriter.write(source.town())
        for file in TownFile.allCases {
            let bytes = try #require(files[file.name])[...]
            let schema = try schema(file)
            let documents: [DocumentValue] =
                switch file.name.split(separator: ".").last {
                case "yaml": [try YAMLDocument.parse(bytes)]
                case "csv": try TableDocument.parse(bytes).rows
                default: [try JSONDocument.parse(bytes)]
                }
            for document in documents { #expect(SchemaCheck.faults(document, schema, file.name) == []) }
        }
    }

    @Test(
        arguments: [
            (TownFile.town, [], TownMembers.root), (.town, ["town"], TownMembers.town), (.town, ["rules"], RulesMembers.rules),
            (.town, ["rules", "thresholds"], RulesMembers.thresholds),
            (.town, ["rules", "fractions", "*"], RulesMembers.fraction),
            (.town, ["rules", "service"], RulesMembers.service),
            (.town, ["rules", "quiet_hours", "[]"], RulesMembers.quietHours),
            (.town, ["rules", "quiet_hour_exceptions", "[]"], RulesMembers.quietHourException),
            (.town, ["rules", "travel"], RulesMembers.travel), (.town, ["rules", "travel", "speeds", "[]"], RulesMembers.speed),
            (.containerTypes, [], EquipmentMembers.containerTypesRoot),
            (.containerTypes, ["container_types", "[]"], EquipmentMembers.containerType),
            (.containers, [], EquipmentMembers.container), (.devices, [], EquipmentMembers.device),
            (.slots, [], EquipmentMembers.slot), (.schoolHolidays, [], CalendarMembers.schoolHolidays),
            (.events, [], CalendarMembers.event), (.weather, [], CalendarMembers.weather),
            (.sites, [], PlaceMembers.collection), (.sites, ["features", "[]"], PlaceMembers.feature),
            (.sites, ["features", "[]", "geometry"], PlaceMembers.geometry),
            (.sites, ["features", "[]", "properties"], PlaceMembers.site),
            (.sites, ["features", "[]", "properties", "opening_windows", "[]"], PlaceMembers.window),
            (.depots, ["features", "[]", "properties"], PlaceMembers.depot),
            (.disposalSites, ["features", "[]", "properties"], PlaceMembers.disposalSite),
            (.vehicles, [], VehicleMembers.root), (.vehicles, ["vehicles", "[]"], VehicleMembers.vehicle),
            (.vehicles, ["vehicles", "[]", "compartments", "[]"], VehicleMembers.compartment),
            (.vehicles, ["vehicles", "[]", "shift"], VehicleMembers.shift),
            (.vehicles, ["vehicles", "[]", "energy"], VehicleMembers.energy),
        ] as [(TownFile, [String], [String])])
    func schemaAndReaderKnowTheSameMembers(_ file: TownFile, _ path: [String], _ members: [String]) throws {
        var node: DocumentValue? = try schema(file)
        for step in path {
            node =
                switch step {
                case "[]": node?.member("items")
                case "*": node?.member("additionalProperties")
                default: node?.member("properties")?.member(step)
                }
        }
        let named = try #require(node?.member("properties")?.members.map(\.name))
        #expect(Set(named) == Set(members))
    }
}

extension DocumentValue {
    var members: [DocumentMember] {
        if case .object(let members) = content { members } else { [] }
    }

    func member(_ name: String) -> DocumentValue? { members.first { $0.name == name }?.value }

    var elements: [DocumentValue] {
        if case .list(let elements) = content { elements } else { [] }
    }
}

/// As much of JSON Schema as our schemas use for structure: type, required, properties, additionalProperties, items, const, enum.
enum SchemaCheck {
    static func faults(_ value: DocumentValue, _ schema: DocumentValue, _ path: String) -> [String] {
        if let options = schema.member("anyOf")?.elements {
            return options.contains { faults(value, $0, path).isEmpty } ? [] : ["\(path): fits nothing of anyOf"]
        }
        if value.isNull { return [] }
        var found: [String] = []
        if let type = schema.member("type")?.readableText, !has(value, type) { found.append("\(path): no \(type)") }
        if let constant = schema.member("const"), constant.readableText != value.readableText {
            found.append("\(path): not const")
        }
        if let choices = schema.member("enum")?.elements, !choices.contains(where: { $0.readableText == value.readableText }) {
            found.append("\(path): not in enum")
        }
        if case .object(let members) = value.content {
            for name in schema.member("required")?.elements.compactMap(\.readableText) ?? [] where value.member(name) == nil {
                found.append("\(path).\(name): missing")
            }
            for member in members {
                if let known = schema.member("properties")?.member(member.name) {
                    found += faults(member.value, known, "\(path).\(member.name)")
                } else if let other = schema.member("additionalProperties") {
                    if case .bool(false) = other.content {
                        found.append("\(path).\(member.name): unknown")
                    } else {
                        found += faults(member.value, other, "\(path).\(member.name)")
                    }
                }
            }
        }
        if let items = schema.member("items") {
            for (index, element) in value.elements.enumerated() { found += faults(element, items, "\(path)[\(index)]") }
        }
        return found
    }

    private static func has(_ value: DocumentValue, _ type: String) -> Bool {
        switch (type, value.content) {
        case ("object", .object), ("array", .list): true
        case ("boolean", _): ValueKind.flag.convert(value) != nil
        case ("number", _): value.readableNumber != nil
        case ("integer", _): value.readableNumber.flatMap { Int(exactly: $0) } != nil
        case ("string", _): value.readableText != nil
        default: false
        }
    }
}
