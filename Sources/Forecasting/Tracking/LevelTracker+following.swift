import Model

/// Moving the level along with the readings.
extension LevelTracker {
    /// Takes a usable level into the recent ones, lets it move the level or flags it as a jump, and looks for an emptying.
    mutating func follow(_ reading: inout Reading, _ units: Int16, _ time: UInt32) -> [Emptying] {
        noteLeap(units, time)
        state.recent.append(level: units, seconds: time)
        if state.isProvisional { state.provisionalReadings -= 1 }
        judgePerson(&reading, units, time)
        judgeJump(&reading, units)
        let mayMove = reading.quality.mayMoveLevel && !reading.quality.contains(.contradictsPerson)
        if mayMove { state.accept(units, at: reading.measuredAt.milliseconds) }
        return confirmFall(newest: units, at: reading.measuredAt)
    }

    /// Counts leaps up between readings that lie close together, and learns how fast the slot fills.
    private mutating func noteLeap(_ units: Int16, _ time: UInt32) {
        guard let last = state.recent.lastLevel, let lastTime = state.recent.lastTime else { return }
        let hours = Double(Int64(time) - lastTime) / 3600
        let step = LevelUnits.level(Int(units) - last)
        let allowance = state.growth.allowance(hours: hours, settings: settings)
        state.growth.note(from: LevelUnits.level(last), step: step, hours: hours, settings: settings)
        guard hours <= 3 else { return }
        let isLeap = Int(units) - last >= Int((settings.jump + allowance) * LevelUnits.perLevel)
        state.reliability.count(leap: isLeap)
        if isLeap {
            state.excursion = Excursion(base: Int16(clamping: last), since: time)
        }
    }

    /// A leap up is forgotten after a week, or a day, or when six readings have lain at the level before it.
    private mutating func forgetExcursion(_ time: UInt32) {
        guard let excursion = state.excursion else { return }
        let recent = state.recent
        let isOver =
            recent.count >= EmptyingDetector.side && recent.time(recent.count - EmptyingDetector.side) >= excursion.seconds
            && ((recent.count - EmptyingDetector.side)..<recent.count).allSatisfy { excursion.isNearBase(recent.level($0)) }
        if isOver || Int64(time) - excursion.seconds > Excursion.forgottenAfterSeconds(grade) { state.excursion = nil }
    }

    /// A level far from the accepted one counts only when the next readings agree: the less so the more a sensor lies.
    private mutating func judgeJump(_ reading: inout Reading, _ units: Int16) {
        let isBelowFloor = reading.level.map { isSlightlyBelowFloor(reading.quality, $0) } ?? false
        guard reading.quality.mayMoveLevel || isBelowFloor, !reading.quality.contains(.contradictsPerson),
            let accepted = state.accepted, let acceptedAt = state.acceptedAt
        else { return }
        let hours = max(0, reading.measuredAt.hours(since: Timestamp(milliseconds: acceptedAt)))
        let change = LevelUnits.level(Int(units) - Int(accepted))
        let plausibleRise = max(
            settings.plausibleRisePerHour * hours, state.growth.allowance(hours: hours, settings: settings))
        let isRise = change > settings.jump + plausibleRise
        let isFall = change < -settings.jump
        guard isRise || isFall else { return }
        let agrees = state.pendingCount > 0 && agreesWithPending(units)
        state.pendingCount = agrees ? min(state.pendingCount, 100) + 1 : 1
        state.pendingLevel = units
        let needed = readingsNeeded(isRise: isRise, hours: hours)
        if Int(state.pendingCount) < (isBelowFloor ? max(2, needed) : needed) {
            if !isBelowFloor { reading.quality.insert(.jump) }
        } else if isFall {
            state.provisionalReadings = UInt8(EmptyingDetector.side)
            // The reading keeps its flag, but that the container was emptied is beyond doubt.
            if isBelowFloor { state.accept(0, at: reading.measuredAt.milliseconds) }
        }
    }

    /// About the level of the reading before, or above it by what the slot may have grown since.
    private func agreesWithPending(_ units: Int16) -> Bool {
        let recent = state.recent
        let hours = recent.count >= 2 ? Double(recent.time(recent.count - 1) - recent.time(recent.count - 2)) / 3600 : 0
        let change = LevelUnits.level(Int(units) - Int(state.pendingLevel))
        return change >= -0.1 - 1e-9 && change <= 0.1 + state.growth.steepestPerHour(grade, settings: settings) * hours + 1e-9
    }

    /// How many readings in a row have to agree before the level leaps: slow sensors can not wait, false echoes last for hours.
    private func readingsNeeded(isRise: Bool, hours: Double) -> Int {
        switch grade {
        case .clean: hours >= 6 ? 1 : 2
        case .doubtful: isRise ? 6 : 2
        case .unreliable: isRise ? 12 : 3
        }
    }

    private mutating func confirmFall(newest units: Int16, at newest: Timestamp) -> [Emptying] {
        let detector = EmptyingDetector(settings: settings)
        let fall = detector.confirmedFall(
            in: state.recent, grade: grade, excursion: state.excursion, growth: state.growth)
        guard let fall else {
            forgetExcursion(UInt32(clamping: newest.seconds))
            return []
        }
        let found = Emptying(
            slot: slot, at: Timestamp(seconds: state.recent.time(fall.index)), levelBefore: LevelUnits.level(fall.before),
            levelAfter: LevelUnits.level(max(0, fall.after)), confidence: fall.confidence, source: .sensed)
        state.recent.removeFirst(fall.index)
        state.provisionalReadings = 0
        state.excursion = nil
        state.person = nil
        state.accept(max(0, units), at: newest.milliseconds)
        if let known = state.lastEmptying, abs(known.at.hours(since: found.at)) <= Self.sameEmptyingHours {
            state.lastEmptying?.levelBefore = known.levelBefore ?? found.levelBefore
            state.lastEmptying?.levelAfter = known.levelAfter ?? found.levelAfter
            return []
        }
        if found.confidence >= Self.certainEnough { state.lastEmptying = found }
        return [found]
    }

    /// A person's level counts at once; the sensor's does again when it agrees or half a day has passed.
    mutating func observePerson(_ reading: Reading) -> [Emptying] {
        guard let level = reading.level, let units = LevelUnits.units(level), !isLate(reading) else { return [] }
        state.person = PersonsWord(level: units, seconds: UInt32(clamping: reading.measuredAt.seconds))
        state.accept(units, at: reading.measuredAt.milliseconds)
        state.isPersonsWord = true
        state.quality = reading.quality
        state.newest = reading.measuredAt.milliseconds
        return []
    }

    /// The conflict is made visible; nobody is called a liar.
    private mutating func judgePerson(_ reading: inout Reading, _ units: Int16, _ time: UInt32) {
        guard let person = state.person else { return }
        guard Double(time - min(time, person.seconds)) <= settings.personCountsHours * 3600 else {
            state.person = nil
            return
        }
        if abs(LevelUnits.level(Int(units) - Int(person.level))) >= settings.contradiction {
            reading.quality.insert(.contradictsPerson)
        }
    }
}
