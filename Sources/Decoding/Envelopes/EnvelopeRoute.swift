/// Which network server's envelope a message is: by its topic, or else by its members.
struct EnvelopeRoute {
    let topic: Topic
    let directory: DeviceDirectory

    /// No network server has deeper topics.
    private static let deepestTopic = 8

    func outcome(_ payload: UnsafeRawBufferPointer) throws(Refusal) -> MessageOutcome {
        let levels = topic.levels(limit: Self.deepestTopic) ?? []
        let result: Result<MessageOutcome, Refusal> = JSONDocument.withValue(of: payload) { scanned in
            do throws(Refusal) {
                return .success(try outcome(try root(scanned, levels), levels))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func root(
        _ scanned: Result<JSONValue, JSONFault>, _ levels: [UnsafeRawBufferPointer]
    ) throws(Refusal) -> JSONValue {
        switch scanned {
        case .success(let root): return root
        case .failure(let fault): throw fault.refusal
        }
    }

    private func outcome(_ root: JSONValue, _ levels: [UnsafeRawBufferPointer]) throws(Refusal) -> MessageOutcome {
        if let board = ThingsBoard(levels) { return try board.outcome(root, directory) }
        guard root.kind == .object else {
            throw Refusal(.wrongShape, "the payload is \(root.shown); expected an object")
        }
        return try UplinkReading(directory: directory).outcome(try content(root, levels))
    }

    private func content(_ root: JSONValue, _ levels: [UnsafeRawBufferPointer]) throws(Refusal) -> EnvelopeContent {
        if let event = TheThingsStack.event(of: levels) { return try TheThingsStack.content(root, event: event) }
        if let event = ChirpStack.event(of: levels) {
            return ChirpStackV3.isShape(root)
                ? try ChirpStackV3.content(root, event: event) : try ChirpStack.content(root, event: event)
        }
        if TheThingsStack.isShape(root) { return try TheThingsStack.content(root, event: nil) }
        if ChirpStack.isShape(root) { return try ChirpStack.content(root, event: nil) }
        if ThingPark.isShape(root) { return try ThingPark.content(root) }
        if Loriot.isShape(root) { return try Loriot.content(root) }
        if ChirpStackV3.isShape(root) { return try ChirpStackV3.content(root, event: nil) }
        throw Refusal(
            .unknownTopic,
            "nobody known speaks on '\(topic.shown)', and the message has the form of no network server. Write a mapping for it "
                + "(docs/decoders.md), or leave the topic out of the subscription.")
    }
}
