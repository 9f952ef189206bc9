import Foundation
import Settings
import Testing

@Suite struct SettingsTests {
    @Test func flagsWinOverEnvironmentOverFileOverDefault() throws {
        let file = (path: "f.yaml", text: "http:\n  port: 1000\n  host: 127.0.0.2\nlog:\n  level: debug\n")
        let settings = try Settings(
            flags: ["http.port": ("--port", "3000")],
            environment: ["FUELLORT_HTTP_PORT": "2000", "FUELLORT_HTTP_HOST": "127.0.0.3", "HOME": "/root"], file: file)
        #expect(settings.integer("http.port") == 3000)
        #expect(settings["http.port"]?.place == .flag("--port"))
        #expect(settings.text("http.host") == "127.0.0.3")
        #expect(settings["log.level"]?.place == .file("f.yaml", line: 5))
        #expect(settings.text("log.level") == "debug")
        #expect(settings.integer("mqtt.port") == 1883)
        #expect(settings["mqtt.port"]?.place == .standard)
    }

    @Test func unknownKeyIsNamedWithItsLineAndTheNearestKey() {
        let error = #expect(throws: SettingsError.self) {
            try Settings(file: ("f.yaml", "http:\n  host: 127.0.0.1\n  prot: 80\n"))
        }
        #expect(
            error
                == .unknownKey(key: "http.prot", place: .file("f.yaml", line: 3), suggestion: "http.port"))
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("f.yaml:3"))
    }

    @Test(arguments: [
        ("http:\n  port: eighty\n", "a whole number from 0 to 65535"),
        ("http:\n  port: 70000\n", "a whole number from 0 to 65535"),
        ("mqtt:\n  enabled: yes please\n", "true or false"),
        ("mqtt:\n  version: 4\n", "one of 3.1.1, 5"),
        ("planning:\n  seconds: .nan\n", "a number from 0.1 to 3600.0"),
        ("http: 80\n", "a map of keys below it"),
        ("store:\n  path: [a, b]\n", "the path of a file"),
    ])
    func wrongTypeSaysWhatIsExpected(text: String, expectation: String) {
        let error = #expect(throws: SettingsError.self) { try Settings(file: ("f.yaml", text)) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("must be \(expectation)"))
    }

    @Test(arguments: ["- a\n- b\n", "{ not: [closed", "just words"])
    func textThatIsNoMapIsRefused(text: String) {
        #expect(throws: SettingsError.self) { try Settings(file: ("f.yaml", text)) }
    }

    @Test func misspeltEnvironmentVariableIsRefused() {
        let error = #expect(throws: SettingsError.self) { try Settings(environment: ["FUELLORT_HTPP_PORT": "1"]) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("FUELLORT_HTTP_PORT"))
    }

    @Test func listComesFromFileOrCommaSeparatedEnvironment() throws {
        let fromFile = try Settings(file: ("f.yaml", "mqtt:\n  topics:\n    - a/b\n    - c/#\n"))
        #expect(fromFile.list("mqtt.topics") == ["a/b", "c/#"])
        #expect(try Settings(environment: ["FUELLORT_MQTT_TOPICS": "a/b, c/#"]).list("mqtt.topics") == ["a/b", "c/#"])
    }

    @Test func emptyFileMeansDefaults() throws {
        #expect(try Settings(file: ("f.yaml", "")).integer("http.port") == 8080)
        #expect(try Settings(file: ("f.yaml", "# nothing\nhttp:\n")).integer("http.port") == 8080)
    }

    @Test func theCommentedExampleNamesEveryKeyWithItsDefault() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "config/fuellort.yaml"), encoding: .utf8)
        let settings = try Settings(file: ("config/fuellort.yaml", text))
        for key in SettingKey.all {
            let name = key.path.split(separator: ".").last.map(String.init) ?? key.path
            #expect(text.contains("\(name):"), "config/fuellort.yaml does not name \(key.path)")
            if let standard = key.standard { #expect(settings.text(key.path) == standard, "\(key.path)") }
        }
    }
}
