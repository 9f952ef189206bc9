import Model

/// Due containers that stay, the one that can wait least first: why each is due, what keeps it out, how long it can wait.
struct LeftOutText {
    let wording: Wording
    let width: Int
    let style: TextStyle
    /// When the plan was made: what is not safe until then can not wait.
    let createdAt: Timestamp

    /// On a day without crews everything stays; the worst are enough to read.
    private static let longest = 40

    func lines(_ entries: [LeftOut], title: String) -> [String] {
        var table = TextTable(columns: [
            .init(wording(.headingSlot), shrinks: true), .init(wording(.headingPlace), shrinks: true),
            .init(wording(.headingReason), shrinks: true), .init(wording(.headingObstacle), shrinks: true),
            .init(wording(.headingCanWait)),
        ])
        let worst = entries.sorted {
            (isAsked($0), $0.safeUntil ?? .distant, $0.slot) < (isAsked($1), $1.safeUntil ?? .distant, $1.slot)
        }
        for entry in worst.prefix(Self.longest) {
            table.add([
                entry.slot.rawValue, wording.names.site(of: entry.slot)?.name ?? "", wording.brief(entry.reason),
                wording.brief(entry.obstacle), canWait(entry),
            ])
        }
        var lines = [style.warning(title)] + table.lines(width: width, style: style)
        let rest = entries.count - Self.longest
        if rest > 0 { lines.append(wording(.planLeftOutMore, ["count": wording.format.number(rest)])) }
        return lines
    }

    /// Somebody waits for it: 0, so that it comes first.
    private func isAsked(_ entry: LeftOut) -> Int { if case .request = entry.reason { 0 } else { 1 } }

    /// Until when leaving it is safe; a moment that has passed by now says that it is not.
    private func canWait(_ entry: LeftOut) -> String {
        guard let moment = entry.safeUntil else { return "" }
        return moment <= createdAt ? wording(.canNotWait) : wording.format.dayAndTime(moment)
    }
}

extension Timestamp {
    /// Later than anything that is planned.
    fileprivate static let distant = Timestamp(milliseconds: .max)
}
