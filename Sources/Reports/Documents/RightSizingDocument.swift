public import Model

/// Where container and rhythm do not fit, with figures and the number of observations behind each suggestion.
public struct RightSizingDocument: Codable, Hashable, Sendable {
    public var town: TownID
    public var from: Timestamp
    public var to: Timestamp
    /// Emptyings that a verdict needs.
    public var minimumObservations: Int
    public var underusedLevel: Double
    public var minimumOverfullShare: Double
    public var judgedSlots: Int
    public var allSlots: Int
    public var suggestions: [SuggestionDocument]

    public struct SuggestionDocument: Codable, Hashable, Sendable {
        public var slot: SlotID
        public var site: SiteID
        public var siteName: String
        public var fraction: Fraction
        /// `underused` or `overfull`.
        public var verdict: String
        /// Levels before emptyings; `count` is the number of observations.
        public var levelAtEmptying: SpreadDocument
        public var overfullEmptyingShare: Double
        public var overfull: OverfullDocument
        public var intervalDays: Double?
        public var suggestedIntervalDays: Double?
        public var isLimitedByAge: Bool
        public var usableVolumeLitres: Double?
        public var suggestedVolumeLitres: Double?
        /// Negative when the suggestion costs emptyings.
        public var savedEmptyingsPerYear: Double?
        public var rhythmIntervalDays: Double?
        public var text: String

        private enum CodingKeys: String, CodingKey {
            case slot, site, fraction, verdict, overfull, text
            case siteName = "site_name"
            case levelAtEmptying = "level_at_emptying"
            case overfullEmptyingShare = "overfull_emptying_share"
            case intervalDays = "interval_days"
            case suggestedIntervalDays = "suggested_interval_days"
            case isLimitedByAge = "is_limited_by_age"
            case usableVolumeLitres = "usable_volume_litres"
            case suggestedVolumeLitres = "suggested_volume_litres"
            case savedEmptyingsPerYear = "saved_emptyings_per_year"
            case rhythmIntervalDays = "rhythm_interval_days"
        }
    }

    public init(_ sizing: RightSizing, wording: Wording) {
        town = wording.names.town.id
        from = sizing.from
        to = sizing.to
        minimumObservations = sizing.limits.observations
        underusedLevel = sizing.limits.underusedLevel
        minimumOverfullShare = sizing.limits.overfullShare
        judgedSlots = sizing.judgedSlots
        allSlots = sizing.allSlots
        suggestions = sizing.suggestions.map { SuggestionDocument($0, wording: wording) }
    }

    private enum CodingKeys: String, CodingKey {
        case town, from, to, suggestions
        case minimumObservations = "minimum_observations"
        case underusedLevel = "underused_level"
        case minimumOverfullShare = "minimum_overfull_share"
        case judgedSlots = "judged_slots"
        case allSlots = "all_slots"
    }
}

extension RightSizingDocument.SuggestionDocument {
    init(_ suggestion: RightSizing.Suggestion, wording: Wording) {
        slot = suggestion.slot.id
        site = suggestion.site.id
        siteName = suggestion.site.name
        fraction = suggestion.slot.fraction
        verdict = suggestion.verdict.rawValue
        levelAtEmptying = SpreadDocument(suggestion.levelAtEmptying)
        overfullEmptyingShare = rounded(suggestion.overfullEmptyingShare, 4)
        overfull = OverfullDocument(suggestion.overfull)
        intervalDays = roundedIfAny(suggestion.intervalDays, 1)
        suggestedIntervalDays = roundedIfAny(suggestion.suggestedIntervalDays, 1)
        isLimitedByAge = suggestion.isLimitedByAge
        usableVolumeLitres = suggestion.type?.usableVolumeLitres
        suggestedVolumeLitres = roundedIfAny(suggestion.suggestedVolumeLitres, 0)
        savedEmptyingsPerYear = roundedIfAny(suggestion.savedEmptyingsPerYear, 1)
        rhythmIntervalDays = roundedIfAny(suggestion.slot.rhythm?.meanIntervalDays, 1)
        text = wording.sentence(suggestion)
    }
}

extension Wording {
    /// What was seen and what to do, in one or two sentences.
    public func sentence(_ suggestion: RightSizing.Suggestion) -> String {
        let count = format.number(suggestion.levelAtEmptying.count)
        var parts: [String] = []
        switch suggestion.verdict {
        case .underused:
            parts.append(
                self(.sizingUnderused, ["level": format.percent(suggestion.levelAtEmptying.highDecile), "count": count]))
        case .overfull:
            parts.append(
                self(.sizingOverfull, ["share": format.percent(suggestion.overfullEmptyingShare), "count": count]))
        }
        if let interval = suggestion.intervalDays, let suggested = suggestion.suggestedIntervalDays {
            let phrase: Phrase = suggestion.isLimitedByAge ? .sizingIntervalByAge : .sizingInterval
            parts.append(
                self(phrase, ["suggested": format.number(suggested, digits: 1), "interval": format.number(interval, digits: 1)]))
        }
        if let volume = suggestion.type?.usableVolumeLitres, let suggested = suggestion.suggestedVolumeLitres {
            parts.append(self(.sizingVolume, ["suggested": format.number(suggested), "volume": format.number(volume)]))
        }
        return parts.joined(separator: " ")
    }
}
