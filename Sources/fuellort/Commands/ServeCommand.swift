import ArgumentParser

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Listen to the sensors and answer over HTTP, until Ctrl-C or SIGTERM.",
        discussion: "Prints `listening on http://…` on stdout once it answers. A broker that is not there is waited for.")

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "Address to listen on; setting http.host.")
    var host: String?

    @Option(name: .long, help: "Port to listen on, 0 takes a free one; setting http.port.")
    var port: String?

    @Option(name: .long, help: "The broker; setting mqtt.host.")
    var mqttHost: String?

    @Option(name: .long, help: "The broker's port; setting mqtt.port.")
    var mqttPort: String?

    func run() async throws {
        var flags: [String: (flag: String, text: String)] = [:]
        for (path, flag, value) in [
            ("http.host", "--host", host), ("http.port", "--port", port), ("mqtt.host", "--mqtt-host", mqttHost),
            ("mqtt.port", "--mqtt-port", mqttPort),
        ] {
            if let value { flags[path] = (flag, value) }
        }
        try await RunningHouse(try global.settings(adding: flags)).run()
    }
}
