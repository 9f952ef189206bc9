@testable import Routing

/// Whether a tour can be driven with its pauses in windows, by trying every leg, before the drive and behind it, for every pause.
struct PauseEnumeration {
    let instance: Instance

    init(_ instance: Instance) { self.instance = instance }

    func isPossible(_ stops: [Int32]) -> Bool {
        let rules = instance.vehicles[0].pauses
        let starts = [instance.vehicles[0].open] + (0..<rules.windowCount).map { rules.windows[$0].open }
        return starts.contains { start in
            let owed = (0..<rules.windowCount).filter { start < rules.windows[$0].open }
            return drive(stops, leg: 0, ready: start, owed: owed)
        }
    }

    /// Goes on from a leg's beginning with the pauses still owed.
    private func drive(_ stops: [Int32], leg: Int, ready: Int, owed: [Int]) -> Bool {
        let vehicle = instance.vehicles[0]
        let rules = vehicle.pauses
        if leg > stops.count {
            return ready <= vehicle.close && owed.allSatisfy { ready <= rules.windows[$0].close }
        }
        let from = leg == 0 ? vehicle.start : instance.location[Int(stops[leg - 1])]
        let isHome = leg == stops.count
        let to = isHome ? vehicle.end : instance.location[Int(stops[leg])]
        let seconds = vehicle.table.duration(from, to)
        for before in 0...owed.count {
            for behind in 0...(owed.count - before) {
                if before + behind > 0, isHome && seconds == 0 { continue }
                if before > 0, leg == 0 { continue }
                guard let left = pause(owed.prefix(before), ready),
                    let there = pause(owed.dropFirst(before).prefix(behind), left + seconds)
                else { continue }
                let rest = Array(owed.dropFirst(before + behind))
                if isHome {
                    if drive(stops, leg: leg + 1, ready: there, owed: rest) { return true }
                } else if let begin = instance.begin(Int(stops[leg]), arrival: there) {
                    let done = begin + instance.service[Int(stops[leg])]
                    if drive(stops, leg: leg + 1, ready: done, owed: rest) { return true }
                }
            }
        }
        return false
    }

    /// When pauses begun one after the other are over, or `nil` if a window has closed.
    private func pause(_ windows: ArraySlice<Int>, _ ready: Int) -> Int? {
        var time = ready
        for window in windows {
            let rule = instance.vehicles[0].pauses.windows[window]
            let begin = max(time, rule.open)
            if begin > rule.close { return nil }
            time = begin + rule.seconds
        }
        return time
    }
}
