public import Model
import Sentences

/// Ways on the town's roads, and the streets themselves to draw a map from.
public protocol RoadsDesk: Sendable {
    /// The ways of tours on the roads as they are now; a tour for which no road is known is left out.
    ///
    /// - Throws: ``DeskError/notFound(what:id:)`` for an unknown town.
    func paths(of tours: [Tour], town: TownID) async throws -> [TourID: TourPath]

    /// Streets of a map tile.
    ///
    /// - Throws: ``DeskError/notFound(what:id:)`` when no road network is there.
    func streets(in tile: MapTile) async throws -> [StreetLine]
}

extension RoadsDesk {
    /// None: for desks without roads.
    public func paths(of tours: [Tour], town: TownID) async throws -> [TourID: TourPath] { [:] }

    /// None: for desks without roads.
    public func streets(in tile: MapTile) async throws -> [StreetLine] {
        throw DeskError.notFound(what: "road network", id: "roads.file")
    }
}

/// A square of the web's usual map: at zoom z the world is 2^z squares wide and high (Web Mercator), counted from the north-west.
public struct MapTile: Hashable, Sendable {
    public let zoom: Int
    public let column: Int
    public let row: Int

    /// From a region to a street corner.
    public static let zooms = 5...20

    /// `nil` outside of the map.
    public init?(zoom: Int, column: Int, row: Int) {
        guard Self.zooms.contains(zoom), (0..<(1 << zoom)).contains(column), (0..<(1 << zoom)).contains(row) else { return nil }
        self.zoom = zoom
        self.column = column
        self.row = row
    }
}

/// A street to be drawn.
public struct StreetLine: Hashable, Sendable {
    /// Value of OpenStreetMap's tag `highway`, such as `residential`.
    public var kind: String
    public var name: String?
    public var points: [Coordinate]
    public var isBridge: Bool
    public var isTunnel: Bool

    public init(kind: String, name: String? = nil, points: [Coordinate], isBridge: Bool = false, isTunnel: Bool = false) {
        self.kind = kind
        self.name = name
        self.points = points
        self.isBridge = isBridge
        self.isTunnel = isTunnel
    }
}
