import Glibc
import Testing

@testable import MQTT

/// Packets as bytes through a pair of sockets, without a broker.
@Suite struct PublishReaderTests {
    @Test("however the bytes are cut, the same messages come and the same acknowledgements go", arguments: MQTTVersion.allCases)
    func anyCut(_ version: MQTTVersion) throws {
        let packets = [
            publish("a/b", "one", identifier: 1, version), publish("a/b", "", identifier: 2, version),
            publish("c", "no promise", identifier: nil, version),
            publish("d", String(repeating: "x", count: 200), identifier: 515, version),
        ]
        let stream = packets.flatMap { $0 }
        for cut in 0...stream.count {
            let line = try Line()
            var reader = PublishReader(version: version)
            var heard: [String] = []
            func read() {
                while case .took = reader.step(socket: line.ours, limit: 1000, { heard.append(Self.text($0)) }) {}
            }
            line.send(Array(stream[..<cut]))
            read()
            line.send(Array(stream[cut...]))
            read()
            #expect(heard == ["a/b one", "a/b ", "c no promise", "d " + String(repeating: "x", count: 200)], "cut at \(cut)")
            #expect(line.received() == [], "nothing is sent before the commit")
            reader.write(socket: line.ours)
            #expect(line.received() == [0x40, 2, 0, 1, 0x40, 2, 0, 2, 0x40, 2, 2, 3])
            let waits = reader.wantsWrite
            #expect(!waits)
        }
    }

    @Test func takesNoMoreThanTheBatchHoldsAndLeavesTheRest() throws {
        let line = try Line()
        var reader = PublishReader(version: .v311)
        line.send((1...5).flatMap { publish("t", "\($0)", identifier: UInt16($0), .v311) })
        var heard: [String] = []
        _ = reader.step(socket: line.ours, limit: 2) { heard.append(Self.text($0)) }
        #expect(heard == ["t 1", "t 2"])
        _ = reader.step(socket: line.ours, limit: 1000) { heard.append(Self.text($0)) }
        #expect(heard == ["t 1", "t 2", "t 3", "t 4", "t 5"])
    }

    @Test(
        "what is not an ordinary message stays in the socket for libmosquitto",
        arguments: [
            [0x20, 2, 0, 0], [0xD0, 0], [0x90, 3, 0, 1, 1],
            // QoS 2 and 3, no topic, a wildcard, letters beyond ASCII, no identifier, a topic longer than the packet.
            [0x34, 6, 0, 1, 0x61, 0, 7, 0x62], [0x36, 6, 0, 1, 0x61, 0, 7, 0x62], [0x32, 4, 0, 0, 0, 7],
            [0x32, 6, 0, 1, 0x2B, 0, 7, 0x62], [0x32, 7, 0, 2, 0xC3, 0xBC, 0, 7, 0x62], [0x32, 6, 0, 1, 0x61, 0, 0, 0x62],
            [0x32, 5, 0, 9, 0x61, 0, 7], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        ] as [[UInt8]])
    func leavesTheRare(_ packet: [UInt8]) throws {
        let line = try Line()
        var reader = PublishReader(version: .v311)
        line.send(publish("t", "before", identifier: 9, .v311) + packet)
        var heard = 0
        var steps: [PublishReader.Step] = []
        for _ in 0..<3 { steps.append(reader.step(socket: line.ours, limit: 1000) { _ in heard += 1 }) }
        #expect(steps == [.took, .library, .library])
        #expect(heard == 1)
        #expect(line.unread() == packet)
    }

    @Test("before it leaves, it waits for the broker's answer to a ping, and throws away what comes before that")
    func settles() throws {
        let line = try Line()
        var reader = PublishReader(version: .v311)
        line.send(
            publish("t", "not ours any more", identifier: 4, .v311) + publish("t", "", identifier: 5, .v311) + [0xD0, 0, 0x20])
        reader.settle(socket: line.ours, until: .infinity)
        #expect(line.received() == [0xC0, 0])
        let silent = try Line()
        var other = PublishReader(version: .v311)
        // The time is over.
        other.settle(socket: silent.ours, until: 0)
        #expect(silent.received() == [0xC0, 0])
    }

    @Test func aMessageTooLargeIsReadByTheLibraryAndThenItGoesOn() throws {
        let line = try Line()
        var reader = PublishReader(version: .v311)
        line.send([0x32] + [0x80, 0x80, 0x80, 1])  // 2 MB announced
        let libraryStep = reader.step(socket: line.ours, limit: 10) { _ in }
        #expect(libraryStep == .library)
        let isReading = reader.isReading
        #expect(!isReading)
        _ = line.unread()
        reader.libraryHandedOver()
        line.send(publish("t", "after", identifier: 1, .v311))
        var heard: [String] = []
        let tookStep = reader.step(socket: line.ours, limit: 10) { heard.append(Self.text($0)) }
        #expect(tookStep == .took)
        #expect(heard == ["t after"])
    }

    @Test func theEndOfTheConnectionIsForTheLibraryToTellAlsoWithinAPacket() throws {
        let line = try Line()
        var reader = PublishReader(version: .v311)
        line.send([0x32, 10, 0, 1])
        let waitingStep = reader.step(socket: line.ours, limit: 10) { _ in }
        #expect(waitingStep == .waiting)
        line.close()
        // Woken although no more came.
        let atTheEnd = reader.step(socket: line.ours, limit: 10) { _ in }
        #expect(atTheEnd == .library)
        let other = try Line()
        var second = PublishReader(version: .v311)
        let quiet = second.step(socket: other.ours, limit: 10) { _ in }
        #expect(quiet == .waiting)
        other.close()
        let ended = second.step(socket: other.ours, limit: 10) { _ in }
        #expect(ended == .library)
    }

    private static func text(_ message: IncomingMessage) -> String {
        message.topicText + " " + String(decoding: message.payload, as: UTF8.self)
    }

    private func publish(_ topic: String, _ payload: String, identifier: UInt16?, _ version: MQTTVersion) -> [UInt8] {
        var body: [UInt8] = [0, UInt8(topic.utf8.count)] + topic.utf8
        if let identifier { body += [UInt8(identifier >> 8), UInt8(identifier & 255)] }
        // One property: the payload is a text.
        if version == .v5 { body += [2, 1, 1] }
        body += payload.utf8
        let length = body.count < 128 ? [UInt8(body.count)] : [UInt8(body.count & 127) | 128, UInt8(body.count >> 7)]
        return [identifier == nil ? 0x30 : 0x32] + length + body
    }
}

/// Two sockets that are connected with each other.
private final class Line {
    let ours: Int32
    private var theirs: Int32

    struct Failed: Error {}

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { throw Failed() }
        (ours, theirs) = (ends[0], ends[1])
    }

    deinit {
        Glibc.close(ours)
        close()
    }

    func close() {
        if theirs >= 0 { Glibc.close(theirs) }
        theirs = -1
    }

    func send(_ bytes: [UInt8]) { _ = Glibc.write(theirs, bytes, bytes.count) }

    func received() -> [UInt8] { Self.take(theirs) }

    func unread() -> [UInt8] { Self.take(ours) }

    private static func take(_ descriptor: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return Array(bytes.prefix(max(0, count)))
    }
}
