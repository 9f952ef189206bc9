import Model

/// Containers as a table for the terminal: level with its age, trust, what speaks against it, when it will be full, why it is due.
public enum ContainerText {
    public static func table(_ containers: [ContainerStatus], wording: Wording) -> TextTable {
        var table = TextTable(columns: [
            .init(wording(.headingSlot), shrinks: true), .init(wording(.headingPlace), shrinks: true),
            .init(wording(.headingFraction), shrinks: true), .init(wording(.headingLevel), alignment: .right),
            .init(wording(.headingAge), alignment: .right), .init(wording(.headingTrust), alignment: .right),
            .init(wording(.headingFullAt)), .init(wording(.headingDue), shrinks: true),
            .init(wording(.headingQuality), shrinks: true),
        ])
        for status in containers { table.add(row(status, wording: wording)) }
        return table
    }

    private static func row(_ status: ContainerStatus, wording: Wording) -> [String] {
        let format = wording.format
        return [
            status.slot.id.rawValue, status.site.name, wording.name(status.slot.fraction),
            status.current?.level.map(format.percent) ?? wording(.noData),
            status.ageSeconds.map { format.age(seconds: $0) } ?? "",
            status.current.map { format.percent($0.trust) } ?? "",
            status.forecast?.fullAt.map(format.dayAndTime) ?? "",
            status.dueReason.map(wording.brief) ?? "",
            status.qualityReasons.map(wording.name(qualityReason:)).joined(separator: ", "),
        ]
    }
}
