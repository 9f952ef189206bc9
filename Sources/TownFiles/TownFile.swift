/// One of the files a town is kept in. Order is the order of faults and of writing.
public enum TownFile: String, CaseIterable, Hashable, Sendable, Comparable {
    case town = "town.yaml"
    case containerTypes = "container-types.yaml"
    case containers = "containers.csv"
    case sites = "sites.geojson"
    case devices = "devices.csv"
    case slots = "slots.csv"
    case depots = "depots.geojson"
    case disposalSites = "disposal-sites.geojson"
    case vehicles = "vehicles.yaml"
    case schoolHolidays = "school-holidays.csv"
    case events = "events.csv"
    case weather = "weather.csv"

    /// The file's name in a town's folder.
    public var name: String { rawValue }

    /// The file that goes by this name. Beside the names of ``name``, container types may come as a table, `container-types.csv`.
    public init?(named name: String) {
        guard let file = TownFile(rawValue: name) ?? (name == TownFile.containerTypesTable ? .containerTypes : nil) else {
            return nil
        }
        self = file
    }

    public static func < (a: TownFile, b: TownFile) -> Bool { a.index < b.index }

    static let containerTypesTable = "container-types.csv"

    var index: Int { TownFile.allCases.firstIndex(of: self) ?? 0 }
}
