/// Why a text could not be read: the line, what stands there, and what was expected.
public struct FormatError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Line number counted from 1; 0 for the text as a whole.
    public var line: Int
    /// The offending text.
    public var found: String
    public var reason: String

    public init(line: Int, found: String, reason: String) {
        self.line = line
        self.found = found
        self.reason = reason
    }

    public var description: String {
        line > 0 ? "line \(line): \"\(found)\": \(reason)" : "\(reason) (found \"\(found)\")"
    }
}
