import MQTT
import Testing

@Suite struct TopicTextTests {
    @Test(arguments: ["fuellort/v1/dortmund/bin-1/reading", "/", "a b", "ä/ö", "$SYS/x"])
    func acceptsTopics(_ topic: String) throws { try TopicText.validateName(topic) }

    @Test(arguments: ["", "a/+/b", "a/#", "a\u{0}b", String(repeating: "x", count: 65536)])
    func refusesWhatIsNoTopic(_ topic: String) {
        #expect(throws: MQTTError.self) { try TopicText.validateName(topic) }
    }

    @Test(arguments: ["#", "+", "fuellort/v1/+/+/reading", "+/a/#", "a"])
    func acceptsFilters(_ filter: String) throws { try TopicText.validateFilter(filter) }

    @Test(arguments: ["", "a/#/b", "a#", "a+/b", "a\u{0}"])
    func refusesWhatIsNoFilter(_ filter: String) {
        #expect(throws: MQTTError.self) { try TopicText.validateFilter(filter) }
    }

    @Test func saysWhatIsWrongWithTheOptions() {
        #expect(throws: MQTTError.self) { try MQTTPublisher(options: BrokerOptions(port: 70000, clientID: "x")) }
        #expect(throws: MQTTError.self) { try MQTTPublisher(options: BrokerOptions(clientID: "")) }
        #expect(throws: MQTTError.self) { try MQTTPublisher(options: BrokerOptions(clientID: "x", password: "only")) }
        #expect(throws: MQTTError.self) { try MQTTSubscriber(options: BrokerOptions(clientID: "x"), filters: []) }
    }
}
