import Model

/// Simple forecasts to compare with.
struct BaselineForecasts {
    let points: [LevelPoint]
    let end: Int
    let breaks: [Timestamp]
    let origin: Timestamp
    let hours: Int

    /// The mean growth since the last emptying goes on.
    func linear(start: Double) -> Double {
        let since = breaks.last { $0 <= origin } ?? points[0].at
        let first = min(end - 1, DayLedger.firstIndex(points, after: since, before: end))
        let days = origin.days(since: points[first].at)
        guard days > 0.5 else { return start }
        let level = DayLedger.centredMedian(points, at: min(first + 2, end - 1))
        return start + max(0, (start - level) / days) * Double(hours) / 24
    }
}
