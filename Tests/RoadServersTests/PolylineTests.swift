import Model
import Testing

@testable import RoadServers

@Suite struct PolylineTests {
    /// The example of the format's own documentation.
    @Test func theFormatsExampleIsWrittenAndReadBack() throws {
        let points = try [(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)].map {
            try #require(Coordinate(latitude: $0.0, longitude: $0.1))
        }
        #expect(Polyline.encode(points) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@")
        #expect(Polyline.decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@", digits: 5) == points)
    }

    @Test(arguments: ["_p~iF", "_p~iF~ps|U_", "ä", "_p~iF~ps|U\u{20}", "~~~~~~~~~~~~~~~~~~"])
    func whatIsCutOffOrNoPolylineIsRefused(_ text: String) {
        #expect(Polyline.decode(text, digits: 6) == nil)
    }
}
