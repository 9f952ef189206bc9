import Model
import Reports

/// The filters of the map page as its link holds them; `map-list.js` reads and writes the same parameters.
struct MapFilter: Hashable {
    /// Keys of bands, `none` for no data.
    var bands: Set<String> = []
    var fractions: Set<String> = []
    var states: Set<State> = []
    var text = ""
    /// The day for which due is answered; `nil` is today.
    var dueOn: CalendarDay?

    enum State: String, CaseIterable, Hashable {
        case due, silent, doubtful
        case noSensor = "no-sensor"

        var term: ContainerTerm {
            switch self {
            case .due: .due
            case .silent: .silent
            case .doubtful: .doubtful
            case .noSensor: .noSensor
            }
        }

        func holds(for status: ContainerStatus) -> Bool {
            switch self {
            case .due: status.isDue
            case .silent: status.isSilent
            case .doubtful: !status.qualityReasons.isEmpty
            case .noSensor: status.slot.device == nil
            }
        }
    }

    init() {}

    init(query: [String: String]) {
        func words(_ name: String) -> Set<String> { Set((query[name] ?? "").split(separator: ",").map(String.init)) }
        bands = words("band")
        fractions = words("fraction")
        states = Set(words("state").compactMap { State(rawValue: $0) })
        text = String((query["q"] ?? "").prefix(100))
        dueOn = query["due_on"].flatMap { CalendarDay(iso: $0) }
    }

    var isEmpty: Bool { bands.isEmpty && fractions.isEmpty && states.isEmpty && text.isEmpty }

    var parameters: [(name: String, value: String)] {
        var parameters: [(String, String)] = []
        if !bands.isEmpty { parameters.append(("band", bands.sorted().joined(separator: ","))) }
        if !fractions.isEmpty { parameters.append(("fraction", fractions.sorted().joined(separator: ","))) }
        if !states.isEmpty { parameters.append(("state", states.map(\.rawValue).sorted().joined(separator: ","))) }
        if !text.isEmpty { parameters.append(("q", text)) }
        if let dueOn { parameters.append(("due_on", dueOn.description)) }
        return parameters
    }

    func admits(_ status: ContainerStatus) -> Bool {
        admits(status, leavingOut: nil)
    }

    enum Group: Hashable { case band, fraction, state }

    /// Whether all filters but those of one group let the container pass: what the counts of that group count.
    func admits(_ status: ContainerStatus, leavingOut group: Group?) -> Bool {
        if group != .band, !bands.isEmpty, !bands.contains(status.band?.key ?? "none") { return false }
        if group != .fraction, !fractions.isEmpty, !fractions.contains(status.slot.fraction.rawValue) { return false }
        if group != .state, !states.allSatisfy({ $0.holds(for: status) }) { return false }
        guard !text.isEmpty else { return true }
        let wanted = text.lowercased()
        return status.site.name.lowercased().contains(wanted) || status.slot.id.rawValue.lowercased().contains(wanted)
            || (status.site.district?.lowercased().contains(wanted) ?? false)
    }

    /// The filter after a click on a chip.
    func toggling(band: String) -> MapFilter { with { $0.bands.formSymmetricDifference([band]) } }
    func toggling(fraction: String) -> MapFilter { with { $0.fractions.formSymmetricDifference([fraction]) } }
    func toggling(_ state: State) -> MapFilter { with { $0.states.formSymmetricDifference([state]) } }

    private func with(_ change: (inout MapFilter) -> Void) -> MapFilter {
        var copy = self
        change(&copy)
        return copy
    }
}
