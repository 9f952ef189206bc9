/// Numbers as text: the shortest that reads back to the same value, without `.0`.
enum NumberText {
    static func plain(_ value: Double) -> String {
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53, !(whole == 0 && value.sign == .minus) {
            return String(whole)
        }
        return "\(value)"
    }
}
