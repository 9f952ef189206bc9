import HTTPTypes
import Model
import Reports
import Sentences

/// Sensors: how they are, and those that nobody has entered yet.
enum DeviceEndpoints {
    static let all: [Endpoint] = [devices, device, claims, claim, claimDevice]

    static let presetDays = 30

    private static let days = Parameter<Int>(
        "days", "Days that the figures are of; \(presetDays) if not given.",
        schema: .bounded(1...366).with("default", .integer(presetDays)), remedy: "Use a whole number from 1 to 366.",
        read: { text in Int(text).flatMap { (1...366).contains($0) ? $0 : nil } })
    private static let silent = Parameter<Bool>.flag("silent", "Only sensors that are silent for too long, or are not.")
    private static let batteryLow = Parameter<Bool>.flag("battery_low", "Only sensors with a low battery, or with a good one.")
    private static let devicePath = Parameter<DeviceID>.path("device", "The sensor.")

    private static let devices = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/devices", name: "listDevices",
        summary: "Sensors with the figures of their quality", topic: .devices,
        parameters: [
            Shared.town.description, days.description, silent.description, batteryLow.description, Shared.limit.description,
            Shared.cursor.description,
        ],
        success: .json(.page(of: "Device"), "A page of sensors in the order of their names."), problems: [.notFound],
        respond: { call in
            let wanted = try (silent: call.value(silent), batteryLow: call.value(batteryLow))
            let found = try await call.desk.devices(town: call.path(Shared.town), days: call.value(days) ?? presetDays).filter {
                (wanted.silent ?? $0.isSilent) == $0.isSilent && (wanted.batteryLow ?? $0.isBatteryLow) == $0.isBatteryLow
            }
            return try .json(call.page(of: found, at: \.device.id.rawValue, DeviceDocument.init))
        })

    private static let device = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/devices/{device}", name: "getDevice", summary: "One sensor", topic: .devices,
        parameters: [Shared.town.description, devicePath.description, days.description],
        success: .json(.reference("Device"), "The sensor."), problems: [.notFound],
        respond: { call in
            try await .json(
                DeviceDocument(
                    call.desk.device(
                        town: call.path(Shared.town), id: call.path(devicePath), days: call.value(days) ?? presetDays)))
        })

    private static let claims = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/claims", name: "listClaims",
        summary: "Devices that report although nobody has entered them, newest heard first", topic: .devices,
        parameters: [Shared.town.description, Shared.limit.description],
        success: .json(.page(of: "Claim"), "Unknown devices: those whose messages name the town, and those that name none."),
        problems: [.notFound],
        respond: { call in
            let limit = try call.value(Shared.limit) ?? 100
            let claims = try await call.desk.claims(town: call.path(Shared.town), limit: limit)
            return try .json(PageDocument(items: claims.map(ClaimDocument.init)))
        })

    private static let claim = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/claims/{device}", name: "getClaim", summary: "One unknown device",
        topic: .devices,
        parameters: [Shared.town.description, devicePath.description],
        success: .json(.reference("Claim"), "The device with its newest messages."), problems: [.notFound],
        respond: { call in
            try await .json(ClaimDocument(call.desk.claim(town: call.path(Shared.town), device: call.path(devicePath))))
        })

    private static let claimDevice = Endpoint(
        method: .post, path: "/api/v1/towns/{town}/claims/{device}", name: "claimDevice",
        summary: "Enter a device at a slot and process what waited for it", topic: .devices,
        parameters: [Shared.town.description, devicePath.description],
        body: .init(schema: .reference("ClaimOrder"), summary: "Where it is, and what."),
        success: .json(.reference("ClaimResult"), "What was entered, and what became of the messages that waited."),
        problems: [.notFound, .conflict],
        respond: { call in
            let town = try call.path(Shared.town)
            let device = try call.path(devicePath)
            let order = try await call.body(ClaimBody.self).order
            return try await .json(ClaimResultDocument(call.desk.claimDevice(town: town, device: device, order)))
        })
}

/// Where a device is and what.
struct ClaimBody: RequestBody {
    var order: ClaimOrder

    enum Member: String, CodingKey, CaseIterable {
        case slot, model, replaces, moves
        case containerType = "container_type"
        case sensorOffset = "sensor_offset_millimetres"
    }

    static let offsets = -5000.0...5000.0

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        order = ClaimOrder(
            slot: try container.decode(SlotID.self, forKey: .slot),
            model: try container.decodeIfPresent(String.self, forKey: .model),
            containerType: try container.decodeIfPresent(ContainerTypeID.self, forKey: .containerType),
            sensorOffsetMillimetres: try container.decodeIfPresent(Double.self, forKey: .sensorOffset),
            replaces: try container.decodeIfPresent(Bool.self, forKey: .replaces) ?? false,
            moves: try container.decodeIfPresent(Bool.self, forKey: .moves) ?? false)
        if let offset = order.sensorOffsetMillimetres, !Self.offsets.contains(offset) {
            throw Problem.invalid(
                member: Member.sensorOffset.rawValue, "\(offset) mm can not be.", remedy: "Give millimetres from -5000 to 5000.")
        }
        if let model = order.model, model.unicodeScalars.count > 100 {
            throw Problem.invalid(
                member: "model", "The model is longer than 100 characters.",
                remedy: "Give vendor/model, for example dragino/dds75-lb.")
        }
    }
}
