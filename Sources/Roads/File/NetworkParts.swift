/// All that a network file holds, as arrays while it is made.
struct NetworkParts {
    var longitudes: [Int32] = []
    var latitudes: [Int32] = []
    var nodeIDs: [Int64] = []
    /// Number in `facts`; 0 is the plain node.
    var vertexFacts: [UInt32] = []
    var facts: [NodeFacts] = [NodeFacts()]
    var segments: [NetworkFormat.Segment] = []
    var geometry: [Int32] = []
    var traits: [WayTraits] = []
    var conditions: [ConditionRecord] = []
    var nameStarts: [UInt32] = [0]
    var nameBytes: [UInt8] = []
    var restrictions: [NetworkFormat.Restriction] = []
    var restrictionPaths: [UInt32] = []
    var cellStarts: [UInt32] = []
    var cellSegments: [UInt32] = []
    var info = RoadNetworkInfo()
}

/// What is known about a network file besides its roads.
public struct RoadNetworkInfo: Codable, Sendable, Hashable {
    /// Checksum of the content: the same extract, box and format give the same.
    public var version = ""
    /// Name of the extract's file.
    public var source = ""
    /// Who has to be named wherever the roads are shown.
    public var attribution = RoadNetwork.attribution
    /// Box of all points, degrees.
    public var west = 0.0
    public var south = 0.0
    public var east = 0.0
    public var north = 0.0
    public var report = ImportReport()
    var grid = GridShape()

    public init() {}
}

/// The grid of cells over the network, in units of 1e-7 degrees.
struct GridShape: Codable, Sendable, Hashable {
    var west = 0
    var south = 0
    var columns = 0
    var rows = 0
    var cellWidth = 40_000
    var cellHeight = 25_000

    func column(_ longitude: Int) -> Int { min(columns - 1, max(0, (longitude - west) / cellWidth)) }
    func row(_ latitude: Int) -> Int { min(rows - 1, max(0, (latitude - south) / cellHeight)) }
}
