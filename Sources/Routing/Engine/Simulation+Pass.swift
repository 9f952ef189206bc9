/// State of a tour under way.
private struct Label {
    /// Ready to leave the current stop.
    var ready = 0
    var drivingSince = 0
    /// Work counts from here: the end of the last pause.
    var workFrom = 0
    var paused = 0
    var parts = 0
    var waited = 0
    /// Least slack met: how much later the tour could have come.
    var slack = Int.max / 4
    var windowLegs = TourTimes.noLegs
    var failure = Failure.none
    var isDead = false
}

extension Instance {
    /// A pass with pauses in windows: one label for every number of windows dealt with walks along the tour. Windows do not
    /// overlap, so they are dealt with in their order; on one leg more than one may be.
    func windowedPass(
        _ v: Int, _ stops: UnsafePointer<Int32>, _ count: Int, start: Int, totalPause: Int, lenient: Bool
    ) -> TourTimes {
        let rules = vehicles + v
        let all = rules.pointee.pauses.windowCount
        let begun = beginning(v, stops, count, start: start)
        // A window that has opened before the tour begins owes it nothing.
        var first = 0
        while first < all, begun >= rules.pointee.pauses.windows[first].open { first += 1 }
        if first == all || lenient {
            return pass(
                v, stops, count, start: start, totalPause: totalPause, windowLegs: TourTimes.noLegs, lenient: lenient, pauses: nil
            )
        }
        // For every number of windows dealt with: the label before the leg, and behind it without a further pause.
        return withUnsafeTemporaryAllocation(of: Label.self, capacity: 2 &* all &+ 2) { labels in
            labels.initialize(repeating: Label())
            for index in labels.indices { labels[index].isDead = true }
            labels[first] = begin(v, start: begun)
            let plain = all &+ 1
            let last = vehicles[v].end >= 0 ? count : count - 1
            for leg in 0...last {
                var isAlive = false
                for done in first...all {
                    labels[plain &+ done] = labels[done]
                    advance(
                        &labels[plain &+ done], v, stops, count, leg: leg, totalPause: totalPause, taking: done..<done,
                        lenient: false, pauses: nil)
                }
                var done = all
                while done >= first {
                    var best = labels[plain &+ done]
                    for before in first..<done {
                        var taken = labels[before]
                        let window = rules.pointee.pauses.windows[before]
                        if taken.isDead || taken.ready > window.close { continue }
                        // While the next stop is done before the window opens, the pause can wait.
                        if !labels[plain &+ before].isDead, labels[plain &+ before].ready < window.open { continue }
                        advance(
                            &taken, v, stops, count, leg: leg, totalPause: totalPause, taking: before..<done, lenient: false,
                            pauses: nil)
                        if !taken.isDead, best.isDead || taken.ready < best.ready { best = taken }
                    }
                    labels[done] = best
                    isAlive = isAlive || !best.isDead
                    done &-= 1
                }
                if !isAlive { break }
            }
            for done in first...all where !labels[done].isDead {
                if done == all || labels[done].ready <= rules.pointee.pauses.windows[done].close {
                    return times(labels[done], v, begun: begun, totalPause: totalPause)
                }
            }
            var failed = times(labels[plain &+ first], v, begun: begun, totalPause: totalPause)
            if failed.failure == .none { failed.failure = .breakRule }
            return failed
        }
    }

    /// What a label at the tour's end says.
    private func times(_ label: Label, _ v: Int, begun: Int, totalPause: Int) -> TourTimes {
        let vehicle = vehicles + v
        var times = TourTimes()
        times.start = begun
        times.end = label.ready
        times.paused = label.paused
        times.windowLegs = label.windowLegs
        times.totalPause = totalPause
        times.failure = label.failure
        if times.end > vehicle.pointee.close, times.failure == .none { times.failure = .shiftEnd }
        let slack = min(label.slack, vehicle.pointee.close - times.end + label.waited)
        times.delay = max(0, min(slack, label.waited))
        if times.failure == .none, times.end - times.start > vehicle.pointee.maximumDuration { times.failure = .maximumDuration }
        return times
    }

    /// When a tour to begin at `start` really begins: not before the first trip is released, and with an open
    /// start not before its first stop opens.
    private func beginning(_ v: Int, _ stops: UnsafePointer<Int32>, _ count: Int, start: Int) -> Int {
        var begun = start
        if hasRelease { begun = max(begun, tripRelease(stops, count, from: 0)) }
        if vehicles[v].start < 0, let opening = begin(Int(stops[0]), arrival: begun) { begun = opening }
        return begun
    }

    private func begin(_ v: Int, start: Int) -> Label {
        let vehicle = vehicles + v
        var label = Label()
        label.workFrom = start - vehicle.pointee.pauses.elapsed.workingSinceBreakSeconds
        label.drivingSince = vehicle.pointee.pauses.elapsed.drivingSinceBreakSeconds
        label.ready = start
        label.slack = vehicle.pointee.close - start
        return label
    }

    /// One walk along the tour with the legs of pauses in windows given; records pauses if asked to.
    func pass(
        _ v: Int, _ stops: UnsafePointer<Int32>, _ count: Int, start: Int, totalPause: Int, windowLegs: TourTimes.Legs,
        lenient: Bool, pauses: UnsafeMutablePointer<[PlacedPause]>?
    ) -> TourTimes {
        let begun = beginning(v, stops, count, start: start)
        var label = begin(v, start: begun)
        let last = vehicles[v].end >= 0 ? count : count - 1
        for leg in 0...last {
            advance(
                &label, v, stops, count, leg: leg, totalPause: totalPause, taking: windows(of: leg, windowLegs), lenient: lenient,
                pauses: pauses)
            if label.isDead { break }
        }
        label.windowLegs = windowLegs
        return times(label, v, begun: begun, totalPause: totalPause)
    }

    /// The windows whose pauses a leg has; they are in a row.
    private func windows(of leg: Int, _ legs: TourTimes.Legs) -> Range<Int> {
        var first = 0
        while first < TourTimes.Legs.scalarCount, Int(legs[first]) != leg { first += 1 }
        var last = first
        while last < TourTimes.Legs.scalarCount, Int(legs[last]) == leg { last += 1 }
        return first..<last
    }

    /// Latest release of the trip beginning at stop number `from`.
    func tripRelease(_ stops: UnsafePointer<Int32>, _ count: Int, from: Int) -> Int {
        var latest = Int.min / 4
        var index = from
        while index < count, stops[index] < taskCount {
            latest = max(latest, release[Int(stops[index])])
            index += 1
        }
        return latest
    }

    /// Takes a label over one leg: pauses, drive, wait, serve. Leg `count` leads home.
    private func advance(
        _ label: inout Label, _ v: Int, _ stops: UnsafePointer<Int32>, _ count: Int, leg: Int, totalPause: Int,
        taking: Range<Int>, lenient: Bool, pauses: UnsafeMutablePointer<[PlacedPause]>?
    ) {
        if label.isDead { return }
        let vehicle = vehicles + v
        let from = leg == 0 ? vehicle.pointee.start : location[Int(stops[leg - 1])]
        let isHome = leg == count
        let to = isHome ? vehicle.pointee.end : location[Int(stops[leg])]
        let table = vehicle.pointee.table
        var drive = from >= 0 ? table.duration(from, to, leaving: label.ready) : 0
        var isDriven = false
        let mayPause = from >= 0 && !(isHome && drive == 0)
        for window in taking {
            let arriving = leg == 0 || vehicle.pointee.pauses.isOnArrival(window, ready: label.ready, drive: drive)
            if mayPause, takePause(window, &label, v, leg: leg, drive: drive, arriving: arriving, pauses: pauses) {
                // A pause on arrival comes after the drive, one before leaving postpones it to another time of the day.
                isDriven = isDriven || arriving
                if !isDriven, table.isTimed, from >= 0 { drive = table.duration(from, to, leaving: label.ready) }
            } else {
                label.failure = .breakRule
                if !lenient {
                    label.isDead = true
                    return
                }
            }
        }
        let stop = isHome ? -1 : Int(stops[leg])
        let opensFrom = isHome ? Int.min / 4 : opens[stop]
        let work = isHome ? 0 : workSeconds(stops, leg)
        if vehicle.pointee.pauses.any {
            pauseIfDue(
                &label, v, leg: leg, drive: drive, opens: opensFrom, work: work, totalPause: totalPause, mayPause: mayPause,
                isLast: isHome, pauses: pauses)
        }
        if table.isTimed, from >= 0, !isDriven { drive = table.duration(from, to, leaving: label.ready) }
        label.drivingSince &+= drive
        if label.drivingSince > vehicle.pointee.pauses.drivingLimit { label.failure = .breakRule }
        let arrival = label.ready &+ drive
        if isHome {
            label.ready = arrival
        } else if var start = begin(stop, arrival: arrival) {
            if hasRelease, stop >= taskCount {
                start = max(start, tripRelease(stops, count, from: leg + 1) - service[stop])
                if let later = begin(stop, arrival: start) { start = later } else { label.failure = .timeWindow }
            }
            label.waited &+= start &- arrival
            label.slack = min(label.slack, label.waited &+ latestBegin(stop, bound: Int.max / 4) &- start)
            label.ready = start &+ work
        } else {
            label.failure = .timeWindow
            label.slack = 0
            label.ready = arrival &+ work
        }
        if label.ready &- label.workFrom > vehicle.pointee.pauses.workingLimit { label.failure = .breakRule }
        if label.failure != .none, !lenient { label.isDead = true }
    }

    /// Setup and service at a stop of a tour.
    @inline(__always)
    func workSeconds(_ stops: UnsafePointer<Int32>, _ index: Int) -> Int {
        let stop = Int(stops[index])
        if !hasSetup || stop >= taskCount { return service[stop] }
        if index > 0, stops[index - 1] < taskCount, location[Int(stops[index - 1])] == location[stop] { return service[stop] }
        return service[stop] &+ setup[stop]
    }

    /// Takes the pause of a window, on arrival at the leg's end or before leaving: on the first leg on arrival; elsewhere on
    /// arrival if the window has not opened on leaving and is not over by then. `false` if it has closed.
    private func takePause(
        _ window: Int, _ label: inout Label, _ v: Int, leg: Int, drive: Int, arriving: Bool,
        pauses: UnsafeMutablePointer<[PlacedPause]>?
    ) -> Bool {
        let rules = vehicles + v
        let lunch = rules.pointee.pauses.windows[window]
        let earliest = arriving ? label.ready + drive : label.ready
        let begin = max(earliest, lunch.open)
        guard begin <= lunch.close else { return false }
        // Neither the wheel nor work may have taken too long by then.
        if arriving, label.drivingSince + drive > rules.pointee.pauses.drivingLimit { return false }
        if begin - label.workFrom > rules.pointee.pauses.workingLimit { return false }
        label.waited += begin - earliest
        label.slack = min(label.slack, label.waited + lunch.close - begin)
        label.windowLegs[window] = Int32(truncatingIfNeeded: leg)
        record(PlacedPause(leg: leg, begin: begin, seconds: lunch.seconds, isOnArrival: arriving), pauses)
        rest(&label, v, begin: begin, seconds: lunch.seconds)
        if arriving {
            // Driving to the stop came first; the caller adds the drive again.
            label.ready -= drive
            if lunch.seconds >= rules.pointee.pauses.drivingWhole { label.drivingSince -= drive }
        }
        return true
    }

    private func record(_ pause: PlacedPause, _ pauses: UnsafeMutablePointer<[PlacedPause]>?) {
        pauses?.pointee.append(pause)
    }

    /// Counts a pause towards every rule.
    private func rest(_ label: inout Label, _ v: Int, begin: Int, seconds: Int) {
        let rules = vehicles + v
        label.ready = begin + seconds
        if seconds >= rules.pointee.pauses.workingPart { label.workFrom = label.ready }
        if seconds >= rules.pointee.pauses.totalPart { label.paused += seconds }
        let parts = rules.pointee.pauses.drivingPartCount
        guard parts > 0 else { return }
        if seconds >= rules.pointee.pauses.drivingWhole {
            label.drivingSince = 0
            label.parts = 0
        } else if seconds >= rules.pointee.pauses.drivingParts[label.parts] {
            label.parts += 1
            if label.parts == parts {
                label.drivingSince = 0
                label.parts = 0
            }
        }
    }

    /// Pauses where going on would break a rule, where the total owed has to be taken at the latest, and
    /// where the vehicle would wait anyway.
    private func pauseIfDue(
        _ label: inout Label, _ v: Int, leg: Int, drive: Int, opens: Int, work: Int, totalPause: Int, mayPause: Bool,
        isLast: Bool, pauses: UnsafeMutablePointer<[PlacedPause]>?
    ) {
        let vehicle = vehicles + v
        var need = 0
        if label.drivingSince + drive > vehicle.pointee.pauses.drivingLimit {
            var part = label.parts
            if part == 0 {
                need = vehicle.pointee.pauses.drivingWhole
            } else {
                while part < vehicle.pointee.pauses.drivingPartCount {
                    need += vehicle.pointee.pauses.drivingParts[part]
                    part += 1
                }
            }
        }
        let arrival = label.ready + drive
        let finish = max(arrival, opens) + work
        if finish - label.workFrom > vehicle.pointee.pauses.workingLimit { need = max(need, vehicle.pointee.pauses.workingPart) }
        let missing = totalPause - label.paused
        if missing > 0, need > 0 || isLast { need = max(need, missing, vehicle.pointee.pauses.totalPart) }
        let idle = max(0, opens - arrival)
        if idle >= vehicle.pointee.pauses.usefulPart { need = max(need, idle) }
        guard need > 0 else { return }
        // Before the first leg no pause counts: the rule is then broken, and said to be, further on.
        guard mayPause, leg > 0 else { return }
        record(PlacedPause(leg: leg, begin: label.ready, seconds: need, isOnArrival: false), pauses)
        rest(&label, v, begin: label.ready, seconds: need)
    }
}
