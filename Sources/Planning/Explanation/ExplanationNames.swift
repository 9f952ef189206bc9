public import Model

/// What people call the things that explanations speak of.
public struct ExplanationNames: Sendable {
    /// A slot with its place, such as `Glas grün, Am Markt 3 (S014-G1)`; `nil` where it has no better name than its identifier.
    public var slot: @Sendable (SlotID) -> String?
    public var vehicle: @Sendable (VehicleID) -> String?

    public init(slot: @escaping @Sendable (SlotID) -> String?, vehicle: @escaping @Sendable (VehicleID) -> String?) {
        self.slot = slot
        self.vehicle = vehicle
    }

    public static let identifiers = ExplanationNames(slot: { _ in nil }, vehicle: { _ in nil })
}
