import Foundation
import Model
import Testing
import TownFiles

/// The commented example that users copy.
@Suite struct ExampleTests {
    @Test func theExampleTownIsAccepted() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "config/towns/example")
        var files: [String: [UInt8]] = [:]
        for file in TownFile.allCases { files[file.name] = [UInt8](try Data(contentsOf: folder.appending(path: file.name))) }
        let town = try TownFileReader.read(files)
        #expect(town.slots.count == 3)
        #expect(town.vehicles.last?.energy.carbonDioxideKilogramsPerUnit == Energy.electric().carbonDioxideKilogramsPerUnit)
        #expect(town.rules.thresholds == LevelThresholds())
        #expect(town.rules.service == ServiceTimes())
        #expect(town.rules.quietHours == QuietHours.standard)
        #expect(town.rules.travel == TravelEstimate())
    }
}
