import Decoding
import Glibc
import Model

/// CPU microseconds per message of the decoder alone: what a native payload and a whole envelope with a device decoder cost.
/// Build with `-c release`. The last line is one JSON object.

func cpuMicroseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

/// The least of several rounds: what the work costs when nothing else disturbs it.
func microsecondsPerMessage(topic: String, payload: String, decoder: MessageDecoder) -> Double {
    let topic = Array(topic.utf8)
    let payload = Array(payload.utf8)
    let repetitions = 20_000
    var best = Double.infinity
    var good = 0
    for _ in 0..<7 {
        let start = cpuMicroseconds()
        topic.withUnsafeBytes { topic in
            payload.withUnsafeBytes { payload in
                for _ in 0..<repetitions {
                    if case .observations = decoder.decode(topic: topic, payload: payload) { good += 1 }
                }
            }
        }
        best = min(best, (cpuMicroseconds() - start) / Double(repetitions))
    }
    guard good == 7 * repetitions else { fatalError("a message of the benchmark was not decoded") }
    return best
}

let decoder = MessageDecoder(devices: [
    KnownDevice(id: "24e124713d000101", town: "demo", model: "EM400-MUD"),
    KnownDevice(id: "24e124713d000102", town: "demo", model: "milesight/em400-mud"),
])
let cases: [(name: String, topic: String, payload: String)] = [
    (
        "native_us", "fuellort/v1/demo/24e124713d000101/reading",
        #"{"time":"2026-03-02T06:00:00Z","level":0.613,"battery_pct":88,"temperature_c":12.5}"#
    ),
    ("tts_us", "v3/bins@ttn/devices/b1/up", Messages.theThingsStack),
    ("chirpstack_us", "application/33333333-0000-4000-8000-000000000001/device/24e124713d000102/event/up", Messages.chirpStack),
]
var figures: [String] = []
for item in cases {
    let figure = microsecondsPerMessage(topic: item.topic, payload: item.payload, decoder: decoder)
    let text = String((figure * 1000).rounded() / 1000)
    print("\(item.name): \(text) µs CPU for \(item.payload.utf8.count) bytes")
    figures.append("\"\(item.name)\":\(text)")
}
print("{" + figures.joined(separator: ",") + "}")
