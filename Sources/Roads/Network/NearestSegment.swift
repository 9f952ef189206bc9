/// Search for the nearest stretch of road in rings of grid cells.
struct NearestSegment {
    struct Hit {
        var segment: Int
        var metres: Double
        /// Share of the segment's length from its start.
        var share: Double
        var point: Coordinate7
        var isLeft: Bool
    }

    let file: NetworkFile

    /// The nearest segment among those that count, within a distance. O(segments in the cells looked at).
    func nearest(to place: Coordinate7, within metres: Double, where counts: (Int) -> Bool) -> Hit? {
        let grid = file.info.grid
        let perX = EarthPlane.metresPerUnit(atLatitude: Double(place.latitude))
        let cellMetres = min(Double(grid.cellWidth) * perX, Double(grid.cellHeight) * EarthPlane.metresPerUnit)
        // Unclamped, so that rings keep their meaning for a place outside the box.
        let column = Self.floorDivide(Int(place.longitude) - grid.west, grid.cellWidth)
        let row = Self.floorDivide(Int(place.latitude) - grid.south, grid.cellHeight)
        var best: Hit?
        var ring = 0
        while Double(ring - 1) * cellMetres <= min(metres, best?.metres ?? metres) {
            for y in (row - ring)...(row + ring) where y >= 0 && y < grid.rows {
                let isEdgeRow = y == row - ring || y == row + ring
                for x in stride(from: column - ring, through: column + ring, by: isEdgeRow || ring == 0 ? 1 : 2 * ring)
                where x >= 0 && x < grid.columns {
                    let cell = y * grid.columns + x
                    for entry in Int(file.cellStarts[cell])..<Int(file.cellStarts[cell + 1]) {
                        let segment = Int(file.cellSegments[entry])
                        guard counts(segment) else { continue }
                        let hit = project(place, onto: segment, perX: perX)
                        if hit.metres <= metres, hit.metres < best?.metres ?? .infinity { best = hit }
                    }
                }
            }
            ring += 1
        }
        return best
    }

    private static func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }

    /// The nearest point of a segment to a place.
    func project(_ place: Coordinate7, onto segment: Int, perX: Double) -> Hit {
        let shape = SegmentShape(file, segment * 2)
        let perY = EarthPlane.metresPerUnit
        func local(_ point: Coordinate7) -> (x: Double, y: Double) {
            (Double(Int(point.longitude) - Int(place.longitude)) * perX, Double(Int(point.latitude) - Int(place.latitude)) * perY)
        }
        var best = (distance: Double.infinity, along: 0.0, x: 0.0, y: 0.0, isLeft: false)
        var driven = 0.0
        var last = local(shape[0])
        for position in 1..<shape.count {
            let next = local(shape[position])
            let dx = next.x - last.x
            let dy = next.y - last.y
            let length = (dx * dx + dy * dy).squareRoot()
            let part = length > 0 ? min(1, max(0, -(last.x * dx + last.y * dy) / (length * length))) : 0
            let x = last.x + part * dx
            let y = last.y + part * dy
            let distance = (x * x + y * y).squareRoot()
            if distance < best.distance {
                // The place is the origin: it lies left when the cross product of the direction and the way to it is positive.
                best = (distance, driven + part * length, x, y, dx * -y - dy * -x > 0)
            }
            driven += length
            last = next
        }
        return Hit(
            segment: segment, metres: best.distance, share: driven > 0 ? min(1, best.along / driven) : 0,
            point: Coordinate7(
                longitude: Int32(truncatingIfNeeded: Int(place.longitude) + Int((best.x / perX).rounded())),
                latitude: Int32(truncatingIfNeeded: Int(place.latitude) + Int((best.y / perY).rounded()))),
            isLeft: best.isLeft)
    }
}
