import Foundation
import FoundationXML
import Model
import Testing

@testable import Reports

@Suite("GeoJSON, GPX and CSV")
struct ExportTests {
    private let plan = SampleTown.plan
    private let wording = SampleTown.wording(.german)

    @Test("GeoJSON puts longitude first and draws the path through the stops once each")
    func geoJSON() throws {
        let json = try DocumentEncoder.json(FeatureCollection(tours: plan.tours, of: plan, wording: wording))
        let collection = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(collection["type"] as? String == "FeatureCollection")
        #expect(collection["distance_basis"] as? String == "estimate")
        let features = try #require(collection["features"] as? [[String: Any]])
        #expect(features.count == 6)
        let line = try #require(features[0]["geometry"] as? [String: Any])
        #expect(line["type"] as? String == "LineString")
        #expect(line["coordinates"] as? [[Double]] == [[7.44, 51.5], [7.4502, 51.5101], [7.48, 51.53], [7.44, 51.5]])
        let point = try #require(features[2]["geometry"] as? [String: Any])
        #expect(point["coordinates"] as? [Double] == [7.4502, 51.5101])
        let properties = try #require(features[2]["properties"] as? [String: Any])
        #expect((properties["stop"] as? [String: Any])?["kind"] as? String == "site")
    }

    @Test func aTourThatNeverMovesHasNoLine() {
        var tour = SampleTown.tour
        tour.stops = [tour.stops[0]]
        #expect(FeatureCollection(tours: [tour], of: plan, wording: wording).features.map(\.properties.role) == ["stop"])
    }

    @Test("GPX is well-formed, in the schema's namespace and order, with names unharmed")
    func gpx() throws {
        let xml = TourGPX.document(tours: plan.tours, of: plan, wording: wording)
        let reader = GPXReader()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.shouldProcessNamespaces = true
        parser.delegate = reader
        #expect(parser.parse())
        #expect(reader.namespaces == ["http://www.topografix.com/GPX/1/1"])
        #expect(reader.points.count == 5)
        #expect(reader.points[1].name == "1 Möllerstraße <Nord> & \"Park\"")
        #expect(reader.points[1].latitude == "51.510100")
        #expect(reader.points[1].children == ["time", "name", "desc", "type"])
        #expect(xml.contains("geschätzt"))
    }

    @Test func xmlDropsWhatXMLForbids() { #expect(xmlEscaped("a\u{0}\u{1B}[31m\u{FFFF}b\tc") == "a[31mb\tc") }

    @Test("The standard table has a row per emptied container and quotes by RFC 4180")
    func standardCSV() throws {
        let csv = TourCSV.document(tours: plan.tours, of: plan, wording: wording, dialect: .standard)
        let rows = csv.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(rows.count == 8, "header, six rows, and the end of the last line")
        #expect(rows[0] == TourCSV.columns.joined(separator: ",")[...])
        #expect(rows[2].contains(#""Möllerstraße <Nord> & ""Park""""#))
        #expect(rows[2].contains("2026-03-02T05:10:00Z"))
        #expect(rows[2].contains(",0.8700,835.2,level,"))
        #expect(rows[1...6].allSatisfy { $0.hasSuffix(",estimate") })
    }

    @Test("German Excel gets a mark, semicolons, decimal commas and local times")
    func excelCSV() {
        let csv = TourCSV.document(tours: plan.tours, of: plan, wording: wording, dialect: .excelGerman)
        #expect(csv.unicodeScalars.first == "\u{FEFF}")
        #expect(csv.contains("51,510100;7,450200;02.03.2026 06:10:00"))
        #expect(csv.contains(#""Sonderleerung gewünscht: Kartons ""daneben""; bitte früh""#))
    }

    @Test("A name that Excel would run as a formula is defused", arguments: ["=SUM(A1)", "+1", "-1", "@x"])
    func formulasAreDefused(name: String) {
        let writer = CSVWriter(dialect: .excelGerman, clock: .utc)
        #expect(writer.row([.text(name), .decimal(-1.5, digits: 1)]) == "'\(name);-1,5\r\n")
        #expect(CSVWriter(dialect: .standard, clock: .utc).row([.text(name)]) == "\(name)\r\n")
    }

    @Test func readingRowsHaveACellForEveryColumn() {
        let rows = ReadingRows(dialect: .standard, clock: .utc)
        #expect(rows.header == ReadingRows.columns.joined(separator: ",") + "\r\n")
        let row = rows.row(SampleReadings.all[0])
        #expect(
            row == "2026-03-02T05:00:00Z,s1-gw,d1,0.7313,true,,431.3,-3.46,88.0,3.601,false,4294967296,device,live,"
                + "2026-03-02T04:59:57Z,2026-03-02T05:00:00.250Z\r\n")
        let doubtful = rows.row(SampleReadings.all[2])
        #expect(doubtful.contains("-0.0300,false,out-of-range battery-low,"))
    }
}

/// Collects the route points of a GPX document. Lives within one parse on one thread.
private final class GPXReader: NSObject, XMLParserDelegate {
    struct Point {
        var latitude: String
        var name = ""
        var children: [String] = []
    }

    var namespaces: Set<String> = []
    var points: [Point] = []
    private var isInPoint = false
    private var isInName = false

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        namespaces.insert(namespaceURI ?? "")
        if element == "rtept" {
            points.append(Point(latitude: attributes["lat"] ?? ""))
            isInPoint = true
        } else if isInPoint {
            points[points.count - 1].children.append(element)
            isInName = element == "name"
        }
    }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        if element == "rtept" { isInPoint = false }
        isInName = false
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { if isInName { points[points.count - 1].name += text } }
}
