/// The bytes of one uplink.
public struct DeviceFrame: Hashable, Sendable {
    /// LoRaWAN carries at most 242 bytes, NB-IoT frames with many stored readings a few hundred more.
    public static let longest = 8192

    public var bytes: [UInt8]
    /// The LoRaWAN port; `nil` where the way of transport has none.
    public var port: Int?

    public init(_ bytes: [UInt8], port: Int? = nil) {
        self.bytes = bytes
        self.port = port
    }
}

/// Why bytes do not fit the layout of their model.
public struct DeviceFault: Error, Hashable, Sendable {
    /// What is wrong and where, with the offending value. Begins with a word that can be searched for, such as `not_a_number`.
    public var detail: String

    public init(_ detail: String) { self.detail = detail }
}

/// Knows the layout of one family of devices. Pure; the same bytes give the same report.
public protocol DeviceDecoder: Sendable {
    /// The maker, in lower case, as it stands before the slash: `milesight`.
    var vendor: String { get }
    /// The models, in lower case, as they stand after it: `em400-mud`. Each must be unique over all vendors, so that it can be named
    /// alone.
    var models: [String] { get }

    /// At or below this voltage the battery will not last long; `nil` for devices that tell percents or call it low themselves, and
    /// where nobody knows what cells are in it.
    var lowBatteryVolts: Double? { get }

    /// - Throws: ``DeviceFault`` if nothing in the bytes can be used. What can be read before an unknown part is kept and the rest
    ///   named in ``DeviceReport/undecoded``.
    func decode(_ frame: DeviceFrame) throws(DeviceFault) -> DeviceReport
}

extension DeviceDecoder {
    public var lowBatteryVolts: Double? { nil }
}
