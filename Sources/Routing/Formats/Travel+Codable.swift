/// In JSON a travel profile is an object with one key, `matrix` or `plane`.
extension Travel: Codable {
    private enum CodingKeys: String, CodingKey {
        case matrix
        case plane
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .matrix(let matrix): try container.encode(matrix, forKey: .matrix)
        case .plane(let plane): try container.encode(plane, forKey: .plane)
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let matrix = try container.decodeIfPresent(TravelMatrix.self, forKey: .matrix) {
            self = .matrix(matrix)
        } else {
            self = .plane(try container.decode(PlaneTravel.self, forKey: .plane))
        }
    }
}
