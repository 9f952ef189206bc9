import HTTPTypes
import Reports
import Sentences

/// The town's own streets for the map, so that it needs no tiles from the internet.
enum RoadEndpoints {
    static let all: [Endpoint] = [tile]

    private static func number(_ name: String, _ summary: String, _ range: ClosedRange<Int>) -> Parameter<Int> {
        Parameter(
            name, in: .path, summary, schema: .bounded(range),
            remedy: "Use a whole number from \(range.lowerBound) to \(range.upperBound).",
            read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } })
    }

    private static let zoom = number("z", "Zoom, as web maps count it.", MapTile.zooms)
    private static let column = number("x", "Column, from the west.", 0...(1 << 20 - 1))
    private static let row = number("y", "Row, from the north.", 0...(1 << 20 - 1))

    private static let tile = Endpoint(
        method: .get, path: "/api/v1/roads/tile/{z}/{x}/{y}", name: "getRoadTile",
        summary: "Streets of one map tile as GeoJSON lines, fewer and simpler at small zooms", topic: .service,
        parameters: [zoom.description, column.description, row.description],
        success: .init(summary: "The streets.", content: [(MediaType.geoJSON, .reference("StreetTile"))]), problems: [.notFound],
        respond: { call in
            let zoom = try call.path(zoom)
            guard let tile = MapTile(zoom: zoom, column: try call.path(column), row: try call.path(row)) else {
                throw DeskError.notFound(what: "tile", id: "\(zoom)")
            }
            let streets = try await call.desk.streets(in: tile)
            // Asked for again every hour at most; the tag saves sending it twice.
            var answer = try Answer.json(
                StreetTile(streets, zoom: zoom), headers: [HTTPField(name: .cacheControl, value: "private, max-age=3600")])
            answer.mediaType = MediaType.geoJSON
            return answer
        })
}
