extension Problem {
    /// Largest magnitude of any figure given: keeps every sum of the solver within 64 bits.
    static let largestFigure = 1_000_000_000_000
    /// Largest second of the planning day and largest duration.
    static let largestSecond = 1_000_000_000

    /// Refuses a problem that does not make sense, naming the member at fault.
    ///
    /// An instance without a feasible plan is not refused: the solver returns the least bad plan.
    /// Complexity: linear in the size of the problem, matrices included.
    public func validate() throws(ProblemError) {
        try validateTravel()
        try validateDurationPeriods()
        try validateDimensionsAndCosts()
        let vehicleIDs = try uniqueIDs(vehicles.map(\.id), "vehicles")
        let stopIDs = try uniqueIDs(tasks.map(\.id) + disposalSites.map(\.id), "tasks and disposalSites")
        for (index, vehicle) in vehicles.enumerated() {
            try validate(vehicle, "vehicles[\(index)]", stopIDs)
        }
        for (index, task) in tasks.enumerated() {
            try validate(task, "tasks[\(index)]", vehicleIDs)
        }
        for (index, site) in disposalSites.enumerated() {
            try validate(site, "disposalSites[\(index)]", vehicleIDs)
        }
        try validateOrders()
        try validateReference(vehicleIDs)
    }

    private func validateTravel() throws(ProblemError) {
        guard !profiles.isEmpty else { throw ProblemError(member: "profiles", value: "[]", reason: "at least one is needed") }
        for (index, profile) in profiles.enumerated() {
            let member = "profiles[\(index)]"
            guard profile.locationCount == locationCount else {
                throw ProblemError(
                    member: member, value: "\(profile.locationCount) locations", reason: "the first profile has \(locationCount)")
            }
            switch profile {
            case .matrix(let matrix): try validate(matrix, member)
            case .plane(let plane): try validate(plane, member)
            }
        }
        guard setupSeconds.isEmpty || setupSeconds.count == locationCount else {
            throw ProblemError(
                member: "setupSeconds", value: "\(setupSeconds.count) entries",
                reason: "none or one per location (\(locationCount))")
        }
        for (index, seconds) in setupSeconds.enumerated() { try duration(seconds, "setupSeconds[\(index)]") }
    }

    private func validate(_ matrix: TravelMatrix, _ member: String) throws(ProblemError) {
        let (cells, overflow) = matrix.locationCount.multipliedReportingOverflow(by: matrix.locationCount)
        guard matrix.locationCount >= 0, !overflow, matrix.distanceMetres.count == cells, matrix.durationSeconds.count == cells
        else {
            throw ProblemError(
                member: member, value: "\(matrix.distanceMetres.count) distances, \(matrix.durationSeconds.count) durations",
                reason: "both need locationCount squared entries (locationCount is \(matrix.locationCount))")
        }
        if let bad = matrix.distanceMetres.firstIndex(where: { $0 < 0 }) {
            throw ProblemError(
                member: "\(member).distanceMetres[\(bad)]", value: "\(matrix.distanceMetres[bad])", reason: "negative")
        }
        if let bad = matrix.durationSeconds.firstIndex(where: { $0 < 0 }) {
            throw ProblemError(
                member: "\(member).durationSeconds[\(bad)]", value: "\(matrix.durationSeconds[bad])", reason: "negative")
        }
    }

    private func validate(_ plane: PlaneTravel, _ member: String) throws(ProblemError) {
        guard plane.x.count == plane.y.count else {
            throw ProblemError(member: "\(member).y", value: "\(plane.y.count) entries", reason: "x has \(plane.x.count)")
        }
        for (name, values) in [("x", plane.x), ("y", plane.y)] {
            if let bad = values.firstIndex(where: { !$0.isFinite || $0.magnitude > 1e12 }) {
                throw ProblemError(
                    member: "\(member).\(name)[\(bad)]", value: "\(values[bad])", reason: "not a usable coordinate")
            }
        }
        guard plane.distanceScale.isFinite, plane.distanceScale >= 0 else {
            throw ProblemError(
                member: "\(member).distanceScale", value: "\(plane.distanceScale)", reason: "must be finite and not negative")
        }
        if let speed = plane.secondsPerMetre, !speed.isFinite || speed < 0 {
            throw ProblemError(member: "\(member).secondsPerMetre", value: "\(speed)", reason: "must be finite and not negative")
        }
    }

    private func validateDimensionsAndCosts() throws(ProblemError) {
        guard dimensions.count <= 8 else {
            throw ProblemError(member: "dimensions", value: "\(dimensions.count)", reason: "at most eight are supported")
        }
        try figure(balanceCostPerSquareHour, "balanceCostPerSquareHour", limit: 100_000_000)
        if let compactness {
            guard (1...Compactness.largestNeighbourCount).contains(compactness.neighbours) else {
                throw ProblemError(
                    member: "compactness.neighbours", value: "\(compactness.neighbours)",
                    reason: "must be 1 to \(Compactness.largestNeighbourCount)")
            }
            try figure(compactness.costPerPair, "compactness.costPerPair", limit: 1_000_000_000)
        }
    }

    private func uniqueIDs(_ ids: [String], _ member: String) throws(ProblemError) -> Set<String> {
        var seen = Set<String>()
        for id in ids where !seen.insert(id).inserted {
            throw ProblemError(member: "\(member).id", value: id, reason: "used twice")
        }
        return seen
    }

    private func validate(_ vehicle: Vehicle, _ member: String, _ stopIDs: Set<String>) throws(ProblemError) {
        guard profiles.indices.contains(vehicle.profile) else {
            throw ProblemError(
                member: "\(member).profile", value: "\(vehicle.profile)", reason: "there are \(profiles.count) profiles")
        }
        guard (1...1_000_000).contains(vehicle.durationPermille) else {
            throw ProblemError(member: "\(member).durationPermille", value: "\(vehicle.durationPermille)", reason: "1 to 1000000")
        }
        try amounts(vehicle.capacities, "\(member).capacities", mayBeEmpty: dimensions.isEmpty)
        try amounts(vehicle.initialLoad, "\(member).initialLoad", mayBeEmpty: true)
        if let place = vehicle.startLocation { try location(place, "\(member).startLocation") }
        if let place = vehicle.endLocation { try location(place, "\(member).endLocation") }
        try windows([vehicle.shift], "\(member).shift")
        if let value = vehicle.maximumDurationSeconds { try duration(value, "\(member).maximumDurationSeconds") }
        if let value = vehicle.maximumDistanceMetres { try figure(value, "\(member).maximumDistanceMetres") }
        if let value = vehicle.maximumTasks { try figure(value, "\(member).maximumTasks") }
        if let value = vehicle.maximumDisposals { try figure(value, "\(member).maximumDisposals") }
        if let overtime = vehicle.overtime {
            try duration(overtime.afterSeconds, "\(member).overtime.afterSeconds")
            try figure(overtime.costPerSecond, "\(member).overtime.costPerSecond", limit: 1_000_000_000)
        }
        try figure(vehicle.fixedCost, "\(member).fixedCost")
        try figure(vehicle.costPerMetre, "\(member).costPerMetre", limit: 1_000_000)
        try figure(vehicle.costPerSecond, "\(member).costPerSecond", limit: 1_000_000)
        for id in vehicle.lockedPrefix where !stopIDs.contains(id) {
            throw ProblemError(member: "\(member).lockedPrefix", value: id, reason: "neither a task nor a disposal site")
        }
        try validate(vehicle.elapsed, "\(member).elapsed")
        try validate(vehicle.breakRules, "\(member).breakRules")
    }

    private func validate(_ elapsed: Elapsed, _ member: String) throws(ProblemError) {
        try duration(elapsed.drivingSinceBreakSeconds, "\(member).drivingSinceBreakSeconds")
        try duration(elapsed.workingSinceBreakSeconds, "\(member).workingSinceBreakSeconds")
        try duration(elapsed.workingTodaySeconds, "\(member).workingTodaySeconds")
        try duration(elapsed.pausedTodaySeconds, "\(member).pausedTodaySeconds")
    }

    private func validate(_ rules: [BreakRule], _ member: String) throws(ProblemError) {
        var counts = (driving: 0, working: 0, total: 0)
        var spans: [TimeWindow] = []
        for (index, rule) in rules.enumerated() {
            let path = "\(member)[\(index)]"
            switch rule.kind {
            case .driving(let maximum, let parts):
                counts.driving += 1
                try duration(maximum, "\(path).maximumSeconds")
                guard (1...4).contains(parts.count) else {
                    throw ProblemError(member: "\(path).parts", value: "\(parts)", reason: "one to four parts are supported")
                }
                for part in parts { try duration(part, "\(path).parts") }
            case .working(let maximum, let part):
                counts.working += 1
                try duration(maximum, "\(path).maximumSeconds")
                try duration(part, "\(path).minimumPartSeconds")
            case .total(let thresholds, let part):
                counts.total += 1
                for threshold in thresholds {
                    try duration(threshold.workSeconds, "\(path).thresholds.workSeconds")
                    try duration(threshold.pauseSeconds, "\(path).thresholds.pauseSeconds")
                }
                try duration(part, "\(path).minimumPartSeconds")
            case .window(let start, let seconds):
                spans.append(start)
                try windows([start], "\(path).start")
                try duration(seconds, "\(path).durationSeconds")
            }
        }
        guard max(counts.driving, counts.working, counts.total) <= 1 else {
            throw ProblemError(
                member: member, value: "\(rules.count) rules",
                reason: "at most one rule on driving, one on work in a row and one on the total is supported")
        }
        guard spans.count <= BreakRule.largestWindowCount else {
            throw ProblemError(
                member: member, value: "\(spans.count) windows", reason: "at most \(BreakRule.largestWindowCount) are supported")
        }
        try windows(spans.sorted { $0.openSeconds < $1.openSeconds }, "\(member).start")
    }

    private func validate(_ task: Task, _ member: String, _ vehicleIDs: Set<String>) throws(ProblemError) {
        try location(task.location, "\(member).location")
        try amounts(task.demand, "\(member).demand", mayBeEmpty: true)
        try duration(task.serviceSeconds, "\(member).serviceSeconds")
        try windows(task.windows, "\(member).windows")
        if let prize = task.prize { try figure(prize, "\(member).prize") }
        try figure(task.servingCost, "\(member).servingCost")
        try vehicleList(task.allowedVehicles, "\(member).allowedVehicles", vehicleIDs)
        try duration(task.releaseSeconds, "\(member).releaseSeconds")
    }

    private func validate(_ site: DisposalSite, _ member: String, _ vehicleIDs: Set<String>) throws(ProblemError) {
        try location(site.location, "\(member).location")
        for dimension in site.acceptedDimensions ?? [] where !dimensions.indices.contains(dimension) {
            throw ProblemError(
                member: "\(member).acceptedDimensions", value: "\(dimension)", reason: "there are \(dimensions.count) dimensions")
        }
        try windows(site.windows, "\(member).windows")
        try duration(site.serviceSeconds, "\(member).serviceSeconds")
        try figure(site.visitCost, "\(member).visitCost")
        try vehicleList(site.allowedVehicles, "\(member).allowedVehicles", vehicleIDs)
    }

    private func validateOrders() throws(ProblemError) {
        let ids = Set(tasks.map(\.id))
        var seen = Set<String>()
        for (index, order) in orders.enumerated() {
            for id in order {
                guard ids.contains(id) else { throw ProblemError(member: "orders[\(index)]", value: id, reason: "not a task") }
                guard seen.insert(id).inserted else {
                    throw ProblemError(member: "orders[\(index)]", value: id, reason: "a task may be in one order only, once")
                }
            }
        }
        var locked = Set<String>()
        for (index, vehicle) in vehicles.enumerated() {
            for id in vehicle.lockedPrefix where ids.contains(id) && !locked.insert(id).inserted {
                throw ProblemError(member: "vehicles[\(index)].lockedPrefix", value: id, reason: "locked twice")
            }
        }
    }

    private func validateReference(_ vehicleIDs: Set<String>) throws(ProblemError) {
        guard let reference else { return }
        try figure(reference.costOfOtherVehicle, "reference.costOfOtherVehicle")
    }

    // MARK: single figures

    private func location(_ index: Int, _ member: String) throws(ProblemError) {
        guard index >= 0, index < locationCount else {
            throw ProblemError(member: member, value: "\(index)", reason: "there are \(locationCount) locations, counted from 0")
        }
    }

    private func amounts(_ values: [Int], _ member: String, mayBeEmpty: Bool) throws(ProblemError) {
        if mayBeEmpty, values.isEmpty { return }
        guard values.count == dimensions.count else {
            throw ProblemError(member: member, value: "\(values)", reason: "needs one figure per dimension (\(dimensions.count))")
        }
        for value in values { try figure(value, member) }
    }

    private func duration(_ value: Int, _ member: String) throws(ProblemError) {
        try figure(value, member, limit: Self.largestSecond)
    }

    private func figure(_ value: Int, _ member: String, limit: Int = Problem.largestFigure) throws(ProblemError) {
        guard value >= 0, value <= limit else {
            throw ProblemError(member: member, value: "\(value)", reason: "must be 0 to \(limit)")
        }
    }

    private func windows(_ windows: [TimeWindow], _ member: String) throws(ProblemError) {
        var end = -Problem.largestSecond - 1
        for window in windows {
            let text = "\(window.openSeconds)...\(window.closeSeconds)"
            guard window.openSeconds <= window.closeSeconds else {
                throw ProblemError(member: member, value: text, reason: "closes before it opens")
            }
            guard window.openSeconds.magnitude <= Problem.largestSecond, window.closeSeconds.magnitude <= Problem.largestSecond
            else {
                throw ProblemError(member: member, value: text, reason: "beyond \(Problem.largestSecond) seconds")
            }
            guard window.openSeconds > end else {
                throw ProblemError(member: member, value: text, reason: "windows must be in rising order without overlap")
            }
            end = window.closeSeconds
        }
    }

    private func vehicleList(_ list: [String]?, _ member: String, _ known: Set<String>) throws(ProblemError) {
        for id in list ?? [] where !known.contains(id) {
            throw ProblemError(member: member, value: id, reason: "no such vehicle")
        }
    }
}
