import Model

/// Opening hours, quiet hours, shift, driving and working time.
extension TourVerifier {
    mutating func checkHours() {
        for (number, stop) in tour.stops.enumerated() {
            let begin = stop.arrival.adding(seconds: stop.waitSeconds)
            switch stop.place {
            case .site(let id):
                guard let site = plan.index.sites[id] else { continue }
                checkOpen(site.openingWindows, .siteClosed, id.rawValue, begin, stop.departure, number)
                checkQuiet(site, Set(stop.emptied.map(\.fraction)), begin, stop.departure, number)
            case .disposal(let id):
                guard let site = plan.index.disposalSites[id] else { continue }
                checkOpen(site.openingWindows, .disposalSiteClosed, id.rawValue, begin, stop.departure, number)
            case .depotStart(let id):
                guard let depot = plan.index.depots[id] else { continue }
                checkOpen(depot.openingWindows, .depotClosed, id.rawValue, stop.departure, stop.departure, number)
            case .depotEnd(let id):
                guard let depot = plan.index.depots[id] else { continue }
                checkOpen(depot.openingWindows, .depotClosed, id.rawValue, stop.arrival, stop.arrival, number)
            case .rest: break
            }
        }
    }

    private mutating func checkOpen(
        _ windows: [OpeningWindow], _ finding: PlanFinding, _ name: String, _ begin: Timestamp, _ end: Timestamp, _ number: Int
    ) {
        if windows.isEmpty { return }
        if let closed = moments(begin, end).first(where: { !isOpen(windows, at: $0) }) {
            let hours = windows.map { "\($0.opens)–\($0.closes)" }.joined(separator: ", ")
            report(.openingHours, stop: number, finding, ["site": name, "time": clockText(closed), "hours": hours])
        }
    }

    /// Windows may run past midnight, so those of the day before count too.
    private func isOpen(_ windows: [OpeningWindow], at moment: Timestamp) -> Bool {
        let today = plan.clock.day(of: moment)
        return [0, -1, -2].contains { offset in
            let date = today.adding(days: offset)
            return windows.contains {
                $0.holds(on: date) && plan.clock.moment(date, $0.opens) <= moment && moment < plan.clock.moment(date, $0.closes)
            }
        }
    }

    private mutating func checkQuiet(
        _ site: Site, _ fractions: Set<Fraction>, _ begin: Timestamp, _ end: Timestamp, _ number: Int
    ) {
        let rules = plan.town.rules.quietHours.filter { rule in
            rule.zone == site.zone && (rule.fractions.map { !$0.isDisjoint(with: fractions) } ?? true)
        }
        for rule in rules {
            guard let quiet = moments(begin, end).first(where: { !isAllowed(rule, at: $0) && !isExcepted(site.zone, at: $0) })
            else { continue }
            report(
                .quietHours, source: rule.source, stop: number,
                .quietHours,
                [
                    "site": site.id.rawValue, "zone": site.zone.rawValue, "time": clockText(quiet),
                    "hours": "\(rule.allowedFrom)–\(rule.allowedUntil)", "source": rule.source,
                ])
            return
        }
    }

    private func isAllowed(_ rule: QuietHours, at moment: Timestamp) -> Bool {
        let today = plan.clock.day(of: moment)
        return [0, -1].contains { offset in
            let date = today.adding(days: offset)
            let isHoliday = plan.town.rules.observesPublicHolidays && PublicHolidays.northRhineWestphalia(on: date) != nil
            return rule.weekdays.contains(date.weekday) && date.weekday != .sunday && !isHoliday
                && plan.clock.moment(date, rule.allowedFrom) <= moment && moment < plan.clock.moment(date, rule.allowedUntil)
        }
    }

    private func isExcepted(_ zone: Zone, at moment: Timestamp) -> Bool {
        let today = plan.clock.day(of: moment)
        return [0, -1].contains { offset in
            let date = today.adding(days: offset)
            return plan.town.rules.quietHourExceptions.contains {
                $0.zone == zone && $0.firstDay <= date && date <= $0.lastDay && plan.clock.moment(date, $0.allowedFrom) <= moment
                    && moment < plan.clock.moment(date, $0.allowedUntil)
            }
        }
    }

    /// The first moment, every minute, and the last second of a stretch (at most two days).
    private func moments(_ begin: Timestamp, _ end: Timestamp) -> [Timestamp] {
        let seconds = max(0, min(172_800, Int(end.seconds(since: begin))))
        return stride(from: 0, to: max(1, seconds), by: 60).map { begin.adding(seconds: $0) } + [
            begin.adding(seconds: max(0, seconds - 1))
        ]
    }

    // MARK: shift and law

    private var begin: Timestamp? { tour.stops.first?.departure }
    private var end: Timestamp? { tour.stops.last?.arrival }

    /// Pauses that count: with work before and after.
    private func isPause(_ number: Int) -> Bool {
        func isWork(_ stop: Stop) -> Bool {
            switch stop.place {
            case .site, .disposal: true
            case .depotStart, .depotEnd, .rest: stop.legSeconds > 0
            }
        }
        return tour.stops[number].place == .rest && tour.stops[...number].contains(where: isWork)
            && tour.stops[(number + 1)...].contains(where: isWork)
    }

    private func pauseSeconds(atLeast part: Int) -> Int {
        tour.stops.indices.filter { isPause($0) && tour.stops[$0].serviceSeconds >= part }
            .reduce(0) { $0 + tour.stops[$1].serviceSeconds }
    }

    mutating func checkShift(_ vehicle: Vehicle) {
        guard let begin, let end else { return }
        let shift = vehicle.shift
        let opens = plan.clock.moment(day, shift.start)
        let pause = shift.lengthSeconds > 9 * 3600 ? 45 * 60 : shift.lengthSeconds > 6 * 3600 ? 30 * 60 : 0
        if begin < opens {
            report(.shift, stop: 0, .leavesEarly, ["time": clockText(begin), "limit": clockText(opens)])
        }
        let closes = opens.adding(seconds: shift.lengthSeconds).adding(seconds: pause)
        if end > closes {
            report(
                .shift, stop: tour.stops.indices.last, .endsLate, ["time": clockText(end), "limit": clockText(closes)])
        }
        let work = Int(end.seconds(since: begin)) - pauseSeconds(atLeast: 15 * 60)
        if work > shift.lengthSeconds {
            report(.shift, .longerThanShift, ["hours": hours(work), "limit": hours(shift.lengthSeconds)])
        }
        if work > 10 * 3600 { report(.workingTime, .workingTime, ["hours": hours(work)]) }
    }

    /// ArbZG §5: eleven hours of rest between two shifts; a truck's crew is the same every day.
    mutating func checkRest() {
        guard let begin, let ended = plan.endsOfDayBefore[tour.vehicle] else { return }
        let rest = Int(begin.seconds(since: ended))
        if rest < WorkingTime.restSeconds {
            report(.rest, stop: 0, .restTooShort, ["hours": hours(max(0, rest)), "time": clockText(ended)])
        }
    }

    mutating func checkPauses(_ vehicle: Vehicle) {
        checkWorkingPauses()
        switch vehicle.shift.ruleSet {
        case .publicContainers: checkDriving()
        case .doorToDoor: break
        }
    }

    /// ArbZG §4: 30 minutes above six hours of work, 45 above nine, in parts of at least 15, never more than six hours without one.
    private mutating func checkWorkingPauses() {
        guard let begin, let end else { return }
        let part = 15 * 60
        let paused = pauseSeconds(atLeast: part)
        let work = Int(end.seconds(since: begin)) - paused
        let owed = work > 9 * 3600 ? 45 * 60 : work > 6 * 3600 ? 30 * 60 : 0
        if paused < owed {
            report(
                .pause, .breaksTooShort,
                ["hours": hours(work), "minutes": "\(paused / 60)", "owed": "\(owed / 60)"])
        }
        var since = begin
        for (number, stop) in tour.stops.enumerated() where isPause(number) && stop.serviceSeconds >= part {
            let pauseBegins = stop.arrival.adding(seconds: stop.waitSeconds)
            checkStretch(since, pauseBegins, stop: number)
            since = stop.departure
        }
        checkStretch(since, end, stop: tour.stops.indices.last)
    }

    private mutating func checkStretch(_ from: Timestamp, _ until: Timestamp, stop: Int?) {
        let seconds = Int(until.seconds(since: from))
        if seconds > 6 * 3600 {
            report(
                .pause, stop: stop,
                .tooLongWithoutBreak, ["hours": hours(seconds), "time": clockText(from)])
        }
    }

    /// VO (EG) 561/2006 Art. 7: after at most 4.5 h of driving 45 minutes, or 15 and then 30.
    private mutating func checkDriving() {
        var driven = 0
        var hasFirstPart = false
        var isReported = false
        for (number, stop) in tour.stops.enumerated() {
            driven += stop.legSeconds
            if driven > 16_200, !isReported {
                isReported = true
                report(
                    .drivingTime, stop: number,
                    .drivingTime, ["hours": hours(driven)])
            }
            guard isPause(number) else { continue }
            if stop.serviceSeconds >= 45 * 60 || (hasFirstPart && stop.serviceSeconds >= 30 * 60) {
                driven = 0
                hasFirstPart = false
                isReported = false
            } else if stop.serviceSeconds >= 15 * 60 {
                hasFirstPart = true
            }
        }
    }

    private func hours(_ seconds: Int) -> String { "\(seconds / 3600) h \(seconds / 60 % 60) min" }
}
