/// Rules of MQTT for topic names and filters (MQTT 5.0 §4.7), checked before text goes to C, where a NUL would silently cut it.
public enum TopicText {
    public static let maximumBytes = 65535

    /// A topic that can be published to.
    public static func validateName(_ topic: String) throws(MQTTError) {
        guard !topic.isEmpty else { throw .invalidTopic(topic, reason: "it is empty") }
        guard topic.utf8.count <= maximumBytes else {
            throw .invalidTopic(topic, reason: "it is longer than \(maximumBytes) bytes")
        }
        for byte in topic.utf8 {
            switch byte {
            case 0: throw .invalidTopic(topic, reason: "it holds a NUL character")
            case UInt8(ascii: "+"), UInt8(ascii: "#"): throw .invalidTopic(topic, reason: "only filters may hold + and #")
            default: continue
            }
        }
    }

    /// A filter that can be subscribed to: `+` stands alone in its level, `#` alone in the last one.
    public static func validateFilter(_ filter: String) throws(MQTTError) {
        guard !filter.isEmpty else { throw .invalidFilter(filter, reason: "it is empty") }
        guard filter.utf8.count <= maximumBytes else {
            throw .invalidFilter(filter, reason: "it is longer than \(maximumBytes) bytes")
        }
        guard !filter.utf8.contains(0) else { throw .invalidFilter(filter, reason: "it holds a NUL character") }
        let levels = filter.split(separator: "/", omittingEmptySubsequences: false)
        for (index, level) in levels.enumerated() {
            if level.contains("+"), level != "+" { throw .invalidFilter(filter, reason: "+ must stand alone between slashes") }
            if level.contains("#"), level != "#" || index != levels.count - 1 {
                throw .invalidFilter(filter, reason: "# must stand alone at the end")
            }
        }
    }
}
