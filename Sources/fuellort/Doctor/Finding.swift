/// What one check of the doctor says.
struct Finding: Encodable, Sendable {
    enum Verdict: String, Encodable, Sendable { case good, warning, problem }

    var check: String
    var verdict: Verdict
    var found: String
    /// What to do; empty when nothing is to be done.
    var remedy: String

    static func good(_ check: String, _ found: String) -> Finding {
        Finding(check: check, verdict: .good, found: found, remedy: "")
    }

    static func warning(_ check: String, _ found: String, _ remedy: String) -> Finding {
        Finding(check: check, verdict: .warning, found: found, remedy: remedy)
    }

    static func problem(_ check: String, _ found: String, _ remedy: String) -> Finding {
        Finding(check: check, verdict: .problem, found: found, remedy: remedy)
    }
}
