/// The points of a directed segment, in the order of driving.
struct SegmentShape {
    private let file: NetworkFile
    private let segment: NetworkFormat.Segment
    private let isBackward: Bool
    let count: Int

    init(_ file: NetworkFile, _ step: Int) {
        self.file = file
        segment = file.segments[step >> 1]
        isBackward = step & 1 == 1
        count = Int(segment.geometryCount) + 2
    }

    subscript(position: Int) -> Coordinate7 {
        let at = isBackward ? count - 1 - position : position
        if at == 0 { return vertex(segment.from) }
        if at == count - 1 { return vertex(segment.to) }
        let index = (Int(segment.geometryStart) + at - 1) * 2
        return Coordinate7(longitude: file.geometry[index], latitude: file.geometry[index + 1])
    }

    private func vertex(_ number: UInt32) -> Coordinate7 {
        Coordinate7(longitude: file.longitudes[Int(number)], latitude: file.latitudes[Int(number)])
    }

    /// Direction to the point about 12 m ahead, so that a kink right at the junction does not decide.
    var leavingBearing: Double {
        let first = self[0]
        var ahead = self[count - 1]
        for position in 1..<count {
            ahead = self[position]
            if Self.metres(first, ahead) >= 12 { break }
        }
        return EarthPlane.bearing(
            fromLongitude: first.longitude, latitude: first.latitude, toLongitude: ahead.longitude, latitude: ahead.latitude)
    }

    static func metres(_ a: Coordinate7, _ b: Coordinate7) -> Double {
        EarthPlane.metres(fromLongitude: a.longitude, latitude: a.latitude, toLongitude: b.longitude, latitude: b.latitude)
    }
}
