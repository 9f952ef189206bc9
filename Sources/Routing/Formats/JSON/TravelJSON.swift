/// In JSON a travel profile is an object with one member, `matrix` or `plane`.
extension Travel: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case matrix, plane
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .matrix(let matrix): try members.encode(matrix, forKey: .matrix)
        case .plane(let plane): try members.encode(plane, forKey: .plane)
        }
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        if let matrix = try members.decodeIfPresent(TravelMatrix.self, forKey: .matrix) {
            self = .matrix(matrix)
        } else {
            self = .plane(try members.decode(PlaneTravel.self, forKey: .plane))
        }
    }
}

/// Matrices are lists of rows: row `from`, column `to`.
extension TravelMatrix: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case distanceMetres = "distance_metres"
        case durationSeconds = "duration_seconds"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        let durations = try members.decode([[Int32]].self, forKey: .durationSeconds)
        let distances = try members.value(.distanceMetres, or: durations)
        func flat(_ rows: [[Int32]], _ key: CodingKeys) throws -> [Int32] {
            if let uneven = rows.firstIndex(where: { $0.count != durations.count }) {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: members,
                    debugDescription: "row \(uneven) has \(rows[uneven].count) entries, but there are \(durations.count) rows")
            }
            return rows.flatMap(\.self)
        }
        guard distances.count == durations.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .distanceMetres, in: members,
                debugDescription: "\(distances.count) rows, but duration_seconds has \(durations.count)")
        }
        let durationSeconds = try flat(durations, .durationSeconds)
        self.init(
            locationCount: durations.count, distanceMetres: try flat(distances, .distanceMetres),
            durationSeconds: durationSeconds)
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        func rows(_ flat: [Int32]) -> [[Int32]] {
            (0..<locationCount).map { Array(flat[($0 * locationCount)..<(($0 + 1) * locationCount)]) }
        }
        try members.encode(rows(distanceMetres), forKey: .distanceMetres)
        try members.encode(rows(durationSeconds), forKey: .durationSeconds)
    }
}

extension PlaneTravel: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case x, y, metric, rounding
        case distanceScale = "distance_scale"
        case secondsPerMetre = "seconds_per_metre"
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            x: try members.decode([Double].self, forKey: .x), y: try members.decode([Double].self, forKey: .y),
            metric: try members.value(.metric, or: .euclidean), distanceScale: try members.value(.distanceScale, or: 1),
            rounding: try members.value(.rounding, or: .nearest),
            secondsPerMetre: try members.decodeIfPresent(Double.self, forKey: .secondsPerMetre))
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(x, forKey: .x)
        try members.encode(y, forKey: .y)
        try members.encode(metric, forKey: .metric)
        try members.encode(distanceScale, forKey: .distanceScale)
        try members.encode(rounding, forKey: .rounding)
        try members.encodeIfPresent(secondsPerMetre, forKey: .secondsPerMetre)
    }
}
