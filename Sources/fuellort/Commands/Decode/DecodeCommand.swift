import ArgumentParser
import Decoding
import Foundation
import Model
import StoreSQLite

/// `fuellort decode`.
struct DecodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Show what a sensor's bytes or a whole message say; stores nothing.",
        discussion: """
            fuellort decode --model milesight/em400-mud --port 85 01755C0367010104824408050001
                the bytes of one uplink, in hexadecimal (--base64: as network servers write them)
            fuellort decode --model em400-mud --topic v3/bins@ttn/devices/b1/up message.json
                a whole message as it comes from the broker; - reads it from stdin. Without --model the devices of the store are known
            fuellort decode --vectors vectors.json
                decodes every vector of a file and compares it with what the file expects
            fuellort decode --models
                lists the models that have a decoder

            Exit code 65 when nothing in it can be used, 1 when a vector is not as expected.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var output: OutputOption

    @Option(name: .long, help: "Vendor and model, or the model alone.")
    var model: String?

    @Option(name: .long, help: "LoRaWAN port of the uplink.")
    var port: Int?

    @Flag(name: .long, help: "The bytes are written in base 64.")
    var base64 = false

    @Option(name: .long, help: "Topic of a whole message.")
    var topic: String?

    @Option(name: .long, help: "When the message arrived (2026-03-02T06:00:00Z); now when left out.")
    var at: String?

    @Option(name: .long, help: "File of vectors to check.", completion: .file())
    var vectors: String?

    @Flag(name: .long, help: "List the models that have a decoder.")
    var models = false

    @Argument(help: "The bytes, or with --topic the file with the message.")
    var payload: String?

    func run() async throws {
        if models { return Console.line(DeviceRegistry.models.joined(separator: "\n")) }
        if let vectors { return try VectorCheck(file: vectors).run(json: output.json) }
        guard let payload else { throw ValidationError("Name the bytes, or a file with --topic. See fuellort decode --help.") }
        let words = topic == nil ? try frame(payload) : try await message(payload)
        if output.json { try Console.json(words) } else { Self.show(words) }
        if words["error"] != nil { throw ExitStatus.wrongData.code }
    }

    private static func show(_ words: [String: Word]) {
        guard case .list(let readings)? = words["readings"], words["message"] == nil else {
            for (name, word) in words.sorted(by: { $0.key < $1.key }) { Console.line("\(name): \(word.shown)") }
            return
        }
        for reading in readings { Console.line(reading.shown) }
        if case .list(let refused)? = words["refused"] { for refusal in refused { Console.line("refused: \(refusal.shown)") } }
    }

    // MARK: The bytes of a device

    private func frame(_ text: String) throws -> [String: Word] {
        guard let model else { throw ValidationError("--model is needed to read a device's bytes; --models lists them.") }
        guard let decoder = DeviceRegistry.decoder(for: model) else {
            throw CommandFailure(
                .wrongUsage, "there is no decoder for '\(model)'; `fuellort decode --models` lists those there are")
        }
        let form = base64 ? "base 64" : "pairs of hexadecimal digits"
        let bytes = try parsed(text, as: form) { text in
            base64 ? Data(base64Encoded: text).map { [UInt8]($0) } : VectorCheck.bytes(hex: text)
        }
        return decoder.words(DeviceFrame(bytes, port: port))
    }

    // MARK: A whole message

    private func message(_ file: String) async throws -> [String: Word] {
        let payload: [UInt8]
        do {
            let data =
                file == "-" ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: file))
            payload = [UInt8](data)
        } catch {
            throw CommandFailure(.inputMissing, "\(file) can not be read: \(error.localizedDescription)")
        }
        let moment = try at.map { text in try parsed(text, as: "a time such as 2026-03-02T06:00:00Z") { Timestamp(rfc3339: $0) } }
        var words = try await outcome(payload).words(receivedAt: moment ?? Workplace.now())
        if model != nil, case .list(let readings)? = words["readings"] {
            words["readings"] = .list(readings.map(Self.withoutTown))
        }
        return words
    }

    /// The town is made up when the model was named.
    private static func withoutTown(_ reading: Word) -> Word {
        guard case .members(var members) = reading else { return reading }
        members["town"] = nil
        return .members(members)
    }

    /// With `--model` whoever sends is taken for a device of that model.
    private func outcome(_ payload: [UInt8]) async throws -> MessageOutcome {
        let settings = try global.settings()
        let mappings = try MappingFiles.mappings(settings)
        let topic = topic ?? ""
        guard let model else {
            let towns = try Workplace(settings).store.allTownData()
            return MessageDecoder(towns: towns, mappings: mappings).decode(topic: topic, payload: payload)
        }
        let stranger = MessageDecoder(mappings: mappings).decode(topic: topic, payload: payload)
        guard case .refused(let refusal) = stranger, refusal.cause == .unknownDevice, let device = refusal.device else {
            return stranger
        }
        let known = KnownDevice(id: device, town: "town", model: model)
        return MessageDecoder(devices: [known], mappings: mappings).decode(topic: topic, payload: payload)
    }
}

extension DeviceDecoder {
    /// What the bytes say, or `error` with why they say nothing.
    func words(_ frame: DeviceFrame) -> [String: Word] {
        do throws(DeviceFault) {
            return try decode(frame).words
        } catch {
            let word = error.detail.prefix { $0 != ":" }
            return ["error": .text(String(word)), "detail": .text(error.detail)]
        }
    }
}
