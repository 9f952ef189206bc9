/// Figures as the sentences of both languages write them.
enum ExplanationFigures {
    /// Whole percent, no sign.
    static func percent(_ share: Double) -> String {
        share.isFinite ? "\(Int((min(100, max(-100, share)) * 100).rounded()))" : "?"
    }

    /// One decimal, left out when it is zero.
    static func tenths(_ value: Double, comma: String) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "?" }
        let tenths = Int((value * 10).rounded())
        let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
        return "\(tenths < 0 ? "-" : "")\(whole)\(rest == 0 ? "" : "\(comma)\(rest)")"
    }

    /// `06:05`.
    static func clockTime(_ secondOfDay: Int) -> String {
        let (hour, minute) = (secondOfDay / 3600, secondOfDay / 60 % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
