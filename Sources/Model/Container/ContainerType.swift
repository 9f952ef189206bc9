/// Shape and handling of a model of container.
public struct ContainerType: Hashable, Sendable, Codable {
    public var id: ContainerTypeID
    public var name: String
    /// What the container holds at level 1.
    public var usableVolumeLitres: Double
    /// From the floor to the full line: the height that is filled.
    public var innerHeightMillimetres: Double
    /// From the sensor's face down to the full line; the distance that means "full".
    public var sensorOffsetMillimetres: Double
    public var emptyingMethod: EmptyingMethod
    /// Time at the site for one container of this type; `nil` takes the town's rule for the method.
    public var serviceSeconds: Int?

    public init(
        id: ContainerTypeID, name: String, usableVolumeLitres: Double, innerHeightMillimetres: Double,
        sensorOffsetMillimetres: Double = 0, emptyingMethod: EmptyingMethod, serviceSeconds: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.usableVolumeLitres = usableVolumeLitres
        self.innerHeightMillimetres = innerHeightMillimetres
        self.sensorOffsetMillimetres = sensorOffsetMillimetres
        self.emptyingMethod = emptyingMethod
        self.serviceSeconds = serviceSeconds
    }
}

/// How a vehicle empties a container; a vehicle can do one or several.
public enum EmptyingMethod: String, CaseIterable, Hashable, Sendable, Codable {
    case crane, rearLift, sideLift, manual
}

/// The physical vessel. It may be moved or swapped; the slot's history goes on.
public struct Container: Hashable, Sendable, Codable {
    public var id: ContainerID
    public var type: ContainerTypeID
    /// Of the safety inspection (UVV); the day after it is overdue.
    public var inspectionDue: CalendarDay?

    public init(id: ContainerID, type: ContainerTypeID, inspectionDue: CalendarDay? = nil) {
        self.id = id
        self.type = type
        self.inspectionDue = inspectionDue
    }
}
