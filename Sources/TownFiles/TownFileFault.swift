public import Sentences

/// One thing that is wrong in a town's files: where, what, and what to do about it.
public struct TownFileFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Name of the file as it was given.
    public var file: String
    /// Counted from 1; `nil` when the fault belongs to no line (a file that is missing, data that is already stored).
    public var line: Int?
    /// Characters (Unicode scalars) from the start of the line, counted from 1.
    public var column: Int?
    /// Path of the member, for example `features[3].properties.zone`, or the column of a table.
    public var member: String?
    /// What is wrong, with the offending value.
    public var problem: Sentence
    /// What to do.
    public var remedy: Sentence

    public init(file: String, line: Int?, column: Int?, member: String?, problem: Sentence, remedy: Sentence) {
        self.file = file
        self.line = line
        self.column = column
        self.member = member
        self.problem = problem
        self.remedy = remedy
    }

    /// `slots.csv:7:12: site: there is no site 'S-9'. Add it to sites.geojson or correct the name.`
    public var description: String {
        let place = [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
        return [place, member, "\(problem). \(remedy)."].compactMap { $0 }.joined(separator: ": ")
    }
}

/// Everything that is wrong in a town's files, in the order of ``TownFile`` and of lines; never empty. Nothing is imported.
public struct TownFileFaults: Error, Hashable, Sendable, CustomStringConvertible {
    public let faults: [TownFileFault]

    public init(_ faults: [TownFileFault]) { self.faults = faults }

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
