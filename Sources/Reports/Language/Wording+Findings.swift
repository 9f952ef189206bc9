public import Model

extension Wording {
    /// What was found, without rule and place; as it was written where the finding has no key.
    public func finding(_ violation: PlanViolation) -> String {
        guard let finding = violation.finding else { return violation.message }
        let figures = (violation.figures ?? [:]).reduce(into: [String: String]()) { $0[$1.key] = spoken($1.value, as: $1.key) }
        return PlanFinding.filled(language == .german ? finding.german : finding.english, figures)
    }

    /// The number of a tour within its plan, `3` for `2026-11-24.153007.3`; the whole name where it ends otherwise.
    public func name(_ tour: TourID) -> String {
        let parts = tour.rawValue.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last, Int(last) != nil else { return tour.rawValue }
        return String(last)
    }

    /// A figure of a finding by the name that people have for it.
    private func spoken(_ value: String, as name: String) -> String {
        switch name {
        case "vehicle": names.vehicle(VehicleID(value))
        case "depot": names.index.depots[DepotID(value)]?.name ?? value
        case "site":
            names.index.sites[SiteID(value)]?.name ?? names.index.disposalSites[DisposalSiteID(value)]?.name
                ?? names.index.depots[DepotID(value)]?.name ?? value
        case "fraction", "fractions", "other":
            value.split(separator: ", ").map { self.name(Fraction(rawValue: String($0))) }.joined(separator: ", ")
        case "zone": Zone(rawValue: value).map { self.name($0) } ?? value
        default: value
        }
    }

    /// What a zone is called in a building plan.
    public func name(_ zone: Zone) -> String {
        let phrase: Phrase =
            switch zone {
            case .residential: .zoneResidential
            case .mixed: .zoneMixed
            case .commercial: .zoneCommercial
            case .industrial: .zoneIndustrial
            }
        return self(phrase)
    }
}
