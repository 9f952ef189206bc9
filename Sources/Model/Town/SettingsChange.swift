/// A kind of thing among what a town has, by the word that addresses it.
public enum TownEntityKind: String, CaseIterable, Hashable, Sendable, Codable {
    case town, rules
    case containerTypes = "container-types"
    case containers, sites, devices, slots, depots
    case disposalSites = "disposal-sites"
    case vehicles
    case schoolHolidays = "school-holidays"
    case events

    /// The town and its rules are there once: they can be changed, but neither added nor removed.
    public var isSingle: Bool { self == .town || self == .rules }
}

/// One change to what a town has, as the history keeps it for good: who, when, what it was, what it is.
public struct SettingsChange: Hashable, Sendable {
    /// Counts up within the town; 0 until it is stored.
    public var number: Int64
    /// When it was stored.
    public var at: Timestamp
    /// The name that the person gave; nobody is asked for one.
    public var author: String?
    public var origin: Origin
    public var action: Action
    /// The change that this one takes back.
    public var undoes: Int64?
    /// The change that took this one back.
    public var undoneBy: Int64?
    /// How many things it changed; `entries` may hold fewer in lists.
    public var entryCount: Int
    public var entries: [Entry]

    /// Over which way it came.
    public enum Origin: String, CaseIterable, Hashable, Sendable, Codable {
        case http
        case commandLine = "command-line"
    }

    /// What kind of change it was.
    public enum Action: String, CaseIterable, Hashable, Sendable, Codable {
        /// The town was not there before: what it had at first stands in no entry.
        case create
        case edit
        case `import`
        case undo
    }

    /// One thing, before and after, as JSON with the members of the town files; `nil` means not there.
    public struct Entry: Hashable, Sendable {
        public var kind: TownEntityKind
        public var id: String
        /// `nil` when it was added; ``after`` is `nil` when it was removed.
        public var before: String?
        public var after: String?

        public init(kind: TownEntityKind, id: String, before: String?, after: String?) {
            self.kind = kind
            self.id = id
            self.before = before
            self.after = after
        }
    }

    public init(
        number: Int64 = 0, at: Timestamp, author: String? = nil, origin: Origin, action: Action, undoes: Int64? = nil,
        undoneBy: Int64? = nil, entryCount: Int? = nil, entries: [Entry]
    ) {
        self.number = number
        self.at = at
        self.author = author
        self.origin = origin
        self.action = action
        self.undoes = undoes
        self.undoneBy = undoneBy
        self.entryCount = entryCount ?? entries.count
        self.entries = entries
    }
}
