public import Model
import Sentences

/// Reads a town from its files. Pure: bytes in, the whole town or *all* that is wrong with it out.
///
/// Formats: docs/town-files.md, JSON Schemas in config/schemas.
public enum TownFileReader {
    /// Reads the files of a town's folder.
    ///
    /// Files that are not there leave their part empty, except `town.yaml`, which must be there. Files of other names are ignored
    /// unless their name looks like a slip of the pen.
    ///
    /// - Parameter files: file name (without folder) to bytes.
    /// - Throws: every fault of every file; O(size of the files).
    public static func read(_ files: [String: [UInt8]]) throws(TownFileFaults) -> TownData {
        try read(files, over: nil)
    }

    /// Reads some files of a town that is already there: each file given replaces its part of `base`, the other parts stay, and the
    /// whole is checked as one.
    public static func read(_ files: [String: [UInt8]], over base: TownData?) throws(TownFileFaults) -> TownData {
        let log = FaultLog()
        let sources = identify(files, log: log)
        return try read(sources, over: base, log: log)
    }

    /// Replaces one part of a town by a file of any name, for example containers by `new-containers.csv`.
    ///
    /// - Parameters:
    ///   - file: what the file holds.
    ///   - name: what the file is called, for messages; a name that ends in `.csv` makes container types a table.
    public static func read(
        _ file: TownFile, named name: String, bytes: [UInt8], over base: TownData
    ) throws(TownFileFaults) -> TownData {
        try read([Source(file: file, name: name, bytes: bytes)], over: base, log: FaultLog())
    }

    /// Whether a file of that name belongs to a town, or probably was meant to: what a caller should hand over from a folder.
    public static func concerns(_ name: String) -> Bool { TownFile(named: name) != nil || misspelt(name) != nil }

    struct Source {
        var file: TownFile
        var name: String
        var bytes: [UInt8]

        var place: SourcePlace { SourcePlace(file: file, fileName: name, text: nil, member: nil) }
    }

    private static func read(_ sources: [Source], over base: TownData?, log: FaultLog) throws(TownFileFaults) -> TownData {
        var parts = base.map(TownParts.init(stored:)) ?? TownParts()
        for source in sources { PartReader(source: source, log: log).read(into: &parts) }
        if parts.town == nil, !sources.contains(where: { $0.file == .town }) {
            log.report(
                SourcePlace(file: .town, fileName: TownFile.town.name, text: nil, member: nil), "the file is missing",
                remedy: "Every town needs one: town: {id: …, name: …}")
        }
        ReferenceCheck(parts: parts, log: log).run()
        PositionCheck(parts: parts, log: log).run()
        guard log.isEmpty, let data = parts.data else { throw TownFileFaults(log.sorted) }
        return data
    }

    /// Which file is which, in the order of ``TownFile``.
    private static func identify(_ files: [String: [UInt8]], log: FaultLog) -> [Source] {
        var sources: [Source] = []
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            if let file = TownFile(named: name) {
                let source = Source(file: file, name: name, bytes: bytes)
                if let other = sources.first(where: { $0.file == file }) {
                    log.report(source.place, "'\(other.name)' has container types too", remedy: "Keep one of the two files")
                } else {
                    sources.append(source)
                }
            } else if let nearest = misspelt(name) {
                let file = TownFile(named: nearest) ?? .town
                let place = SourcePlace(file: file, fileName: name, text: nil, member: nil)
                log.report(place, "no file of a town has this name", remedy: "Did you mean '\(nearest)'? Rename or remove it")
            }
        }
        return sources.sorted { $0.file < $1.file }
    }

    /// A known name that a file's name was probably meant to be: nearly the same, or the same with another ending.
    private static func misspelt(_ name: String) -> String? {
        let known = TownFile.allCases.map(\.name) + [TownFile.containerTypesTable]
        let stem = { (name: String) in name.lowercased().prefix { $0 != "." } }
        let endings = [".csv", ".json", ".geojson", ".yaml", ".yml"]
        guard endings.contains(where: { name.lowercased().hasSuffix($0) }) else { return nil }
        return known.first { stem($0) == stem(name) } ?? Suggestion.nearest(to: name, among: known)
    }
}
