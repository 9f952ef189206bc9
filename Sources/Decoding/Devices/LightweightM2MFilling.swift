import Model

/// The uCIFI object 3435 "filling level" of LwM2M (OMA registry, version 2.0), as TLV (OMA LwM2M 1.0 §6.4.3) or as SenML JSON
/// (RFC 8428); in SenML also battery (object 3411) and temperature (object 3303) if they come along.
struct LightweightM2MFilling: DeviceDecoder {
    let vendor = "ucifi"
    let models = ["lwm2m-3435", "filling-level", "waste-container"]

    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport {
        var resources = FillingResources()
        if frame.bytes.first == UInt8(ascii: "[") || frame.bytes.first == UInt8(ascii: "{") {
            try SenML.read(frame.bytes, into: &resources)
        } else {
            try TLV.read(frame.bytes, into: &resources, depth: 0)
        }
        guard resources.count > 0 else { throw DeviceFault("unknown_form: no resource of object 3435") }
        return resources.report()
    }
}

/// The resources of one message, by object and number.
struct FillingResources {
    enum Value {
        case number(Double)
        case flag(Bool)
    }

    private(set) var count = 0
    private var collected = DeviceReport()
    private var isOpen = false

    mutating func set(object: Int, resource: Int, _ value: Value) {
        switch (object, resource, value) {
        case (3435, 1, .number(let height)): collected.note("container_height_cm", .number(height))
        case (3435, 2, .number(let percent)): setLevel(percent / 100)
        case (3435, 3, .number(let height)): collected.note("filling_cm", .number(height))
        case (3435, 5, .flag(let isFull)): collected.note("container_full", isFull)
        case (3435, 7, .flag(let isEmpty)): collected.note("container_empty", isEmpty)
        case (3435, 8, .number(let speed)): collected.note("filling_pct_per_day", .number(speed))
        case (3435, 12, .flag(let isAway)): collected.note("out_of_location", isAway)
        case (3435, 13, .flag(let isTilted)): collected.measurement.isTilted = isTilted
        case (3435, 21, .flag(let open)): isOpen = open
        case (3435, 22, .flag(true)): collected.measurement.flags.insert(.fire)
        case (3435, 5518, .number(let seconds)): setTime(seconds)
        case (3411, 1, .number(let percent)) where PlausibleValues.batteryPercent.contains(percent):
            collected.measurement.batteryPercent = percent
        case (3411, 3, .number(let volts)) where PlausibleValues.batteryVolts.contains(volts):
            collected.measurement.batteryVolts = volts
        case (3303, 5700, .number(let degrees)) where PlausibleValues.temperatureCelsius.contains(degrees):
            collected.measurement.temperatureCelsius = degrees
        default: return
        }
        count += 1
    }

    private mutating func setLevel(_ level: Double) {
        if PlausibleValues.level.contains(level) {
            collected.measurement.level = level
        } else {
            collected.measurement.flags.insert(.valueLeftOut)
        }
    }

    private mutating func setTime(_ seconds: Double) {
        guard let whole = Int64(exactly: seconds.rounded()), whole > 0, whole < 1 << 40 else { return }
        collected.measurement.time = Timestamp(seconds: whole)
    }

    /// With the cover open the level can not be estimated, says the object's description.
    func report() -> DeviceReport {
        var report = collected
        if isOpen {
            report.measurement.level = nil
            report.measurement.setNoDistance(.noReading)
        }
        return report
    }
}

/// Type, length, value.
private enum TLV {
    private static let deepest = 4

    static func read(_ bytes: [UInt8], into resources: inout FillingResources, depth: Int) throws(DeviceFault) {
        guard depth < deepest else { throw DeviceFault("unknown_form: TLV nested deeper than \(deepest)") }
        var reader = ByteReader(bytes)
        while reader.remaining > 0 {
            let head = try reader.byte()
            let identifier = head & 0x20 != 0 ? try reader.bigWord() : try reader.byte()
            let length: Int
            switch head >> 3 & 3 {
            case 0: length = head & 7
            case 1: length = try reader.byte()
            case 2: length = try reader.bigWord()
            default: length = try reader.byte() << 16 | reader.bigWord()
            }
            let value = try reader.take(length)
            switch head >> 6 {
            case 0: try read(value, into: &resources, depth: depth + 1)
            case 3: resource(identifier, value, &resources)
            default: continue
            }
        }
    }

    private static let booleans: Set = [5, 7, 12, 13, 21, 22, 23]
    private static let floats: Set = [2, 4, 6, 8, 16, 6050]

    private static func resource(_ identifier: Int, _ bytes: [UInt8], _ resources: inout FillingResources) {
        if booleans.contains(identifier) {
            guard bytes.count == 1 else { return }
            resources.set(object: 3435, resource: identifier, .flag(bytes[0] != 0))
        } else if let number = floats.contains(identifier) ? float(bytes) : integer(bytes) {
            resources.set(object: 3435, resource: identifier, .number(number))
        }
    }

    private static func bits(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    private static func float(_ bytes: [UInt8]) -> Double? {
        switch bytes.count {
        case 4: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits(bytes))))
        case 8: Double(bitPattern: bits(bytes))
        default: nil
        }
    }

    private static func integer(_ bytes: [UInt8]) -> Double? {
        switch bytes.count {
        case 1: Double(Int8(truncatingIfNeeded: bits(bytes)))
        case 2: Double(Int16(truncatingIfNeeded: bits(bytes)))
        case 4: Double(Int32(truncatingIfNeeded: bits(bytes)))
        case 8: Double(Int64(truncatingIfNeeded: bits(bytes)))
        default: nil
        }
    }
}

/// A list of records with a name such as `/3435/0/2` (a base name `bn` goes before it and holds on) and a value `v` or `vb`.
private enum SenML {
    static func read(_ bytes: [UInt8], into resources: inout FillingResources) throws(DeviceFault) {
        var read = resources
        let fault: DeviceFault? = bytes.withUnsafeBytes { buffer in
            JSONDocument.withValue(of: buffer) { scanned in
                switch scanned {
                case .failure(let fault): return DeviceFault(fault.refusal.detail)
                case .success(let root):
                    var baseName = ""
                    for record in root.children { take(record, &baseName, &read) }
                    return nil
                }
            }
        }
        if let fault { throw fault }
        resources = read
    }

    private static func take(_ record: JSONValue, _ baseName: inout String, _ resources: inout FillingResources) {
        var name = ""
        var value: FillingResources.Value?
        for member in record.children {
            if member.isNamed("bn") { baseName = String((member.text ?? "").prefix(64)) }
            if member.isNamed("n") { name = String((member.text ?? "").prefix(64)) }
            if member.isNamed("v"), let number = member.number, number.isFinite { value = .number(number) }
            if member.isNamed("vb"), let flag = member.boolean { value = .flag(flag) }
        }
        let path = (baseName + name).split(separator: "/").compactMap { Int($0) }
        guard path.count == 3, let value else { return }
        resources.set(object: path[0], resource: path[2], value)
    }
}
