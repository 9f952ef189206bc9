import Foundation
import Model
import TownFiles

/// Files of school holidays, events and weather for an evaluation; what is not named comes from the town files, if there are any.
struct DayInputs {
    var schoolHolidays: String?
    var events: String?
    var weather: String?

    /// A town that knows its days and has the sites of the slots; `nil` when there is nothing to know.
    ///
    /// - Throws: every fault of the files, ``CommandFailure`` for one that can not be read.
    func town(_ given: TownData?, slots: [Slot]) throws -> TownData? {
        var town = given ?? TownData(town: Town(id: "evaluation", name: "Evaluation"))
        let known = Set(town.sites.map(\.id))
        // Somewhere in Germany: nobody asks where, but imports refuse what lies nowhere.
        let middle = town.sites.first?.coordinate ?? Coordinate(latitude: 51.5, longitude: 7.5)
        if let middle {
            for site in Set(slots.map(\.site)).subtracting(known).sorted() {
                town.sites.append(Site(id: site, name: site.rawValue, coordinate: middle))
            }
        }
        let files: [(TownFile, String?)] = [(.schoolHolidays, schoolHolidays), (.events, events), (.weather, weather)]
        for (file, path) in files {
            guard let path else { continue }
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw CommandFailure(.inputMissing, "\(path) can not be read: check the path and its permissions")
            }
            if file == .weather { town.weather = [] }
            town = try TownFileReader.read(file, named: (path as NSString).lastPathComponent, bytes: [UInt8](bytes), over: town)
        }
        return town.schoolHolidays.isEmpty && town.events.isEmpty && town.weather.isEmpty ? nil : town
    }
}
