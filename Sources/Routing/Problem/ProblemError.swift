/// Why a problem was refused: the member that is wrong, its value, and what would be right.
public struct ProblemError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Path of the member, such as `vehicles[2].capacities`.
    public var member: String
    /// The offending value, as text.
    public var value: String
    /// What is wrong and what would be right.
    public var reason: String

    public init(member: String, value: String, reason: String) {
        self.member = member
        self.value = value
        self.reason = reason
    }

    public var description: String { "\(member) = \(value): \(reason)" }
}
