import Model

/// A topic filter with named levels: `+` any one level, `#` at the end the rest, `{device}` and `{town}`.
struct TopicPattern: Hashable, Sendable {
    private enum Level: Hashable {
        case text(String)
        case any, rest, device, town
    }

    private let levels: [Level]

    var namesDevice: Bool { levels.contains(.device) }

    var namesTown: Bool { levels.contains(.town) }

    /// - Throws: what is wrong with the pattern, as a sentence.
    init(_ text: String) throws(MappingFault) {
        func fault(_ message: String) -> MappingFault {
            MappingFault(member: "topic", message: "'\(text.prefix(80))' \(message)")
        }
        guard !text.isEmpty, text.utf8.count <= Topic.longest else { throw fault("must have 1 to \(Topic.longest) bytes") }
        var levels: [Level] = []
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            switch part {
            case "+": levels.append(.any)
            case "#":
                guard index == parts.count - 1 else { throw fault("has '#' before its end; it can only be the last level") }
                levels.append(.rest)
            case "{device}": levels.append(.device)
            case "{town}": levels.append(.town)
            default:
                guard !part.contains(where: { "+#{}".contains($0) }) else {
                    throw fault("has the level '\(part)'; '+', '#', {device} and {town} must be a level of their own")
                }
                levels.append(.text(String(part)))
            }
        }
        for named in [Level.device, .town] where levels.filter({ $0 == named }).count > 1 {
            throw fault("names the device or the town twice")
        }
        self.levels = levels
    }

    struct Match {
        var device: DeviceID?
        var town: TownID?
    }

    /// `nil` if the topic does not match. O(length of the topic up to the first difference).
    func match(_ topic: Topic) -> Match? {
        var match = Match()
        var rest: Topic? = topic
        for level in levels {
            if level == .rest { return match }
            guard let current = rest, let bytes = current.first else { return nil }
            switch level {
            case .text(let text): guard bytes.elementsEqual(text.utf8) else { return nil }
            case .any, .rest: break
            case .device:
                guard let id = EnvelopeMember.deviceName(String(decoding: bytes, as: UTF8.self)) else { return nil }
                match.device = id
            case .town:
                guard let id = TownID(validating: String(decoding: bytes, as: UTF8.self)) else { return nil }
                match.town = id
            }
            rest = current.afterFirst
        }
        return rest == nil ? match : nil
    }

    /// The MQTT filter to subscribe to.
    var filter: String {
        levels.map { level in
            switch level {
            case .text(let text): text
            case .any, .device, .town: "+"
            case .rest: "#"
            }
        }.joined(separator: "/")
    }
}
