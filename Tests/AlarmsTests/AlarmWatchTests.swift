import Alarms
import Model
import Testing

/// What raises and clears alarms.
@Suite struct AlarmWatchTests {
    private let start = Timestamp(seconds: 1_772_431_200)
    private let rules = AlarmRules.standard
    private let limits = SlotLimits(
        mustEmpty: 0.8, critical: 0.9, silentAfterHours: 24, batteryPercent: 30, device: "d1", isActive: true)

    private func reading(hours: Double = 0, celsius: Double? = nil, tilt: Bool? = nil, quality: ReadingQuality = .good) -> Reading
    {
        let at = start.adding(hours: hours)
        return Reading(
            slot: "s1", device: "d1", measuredAt: at, receivedAt: at, timeSource: .device, origin: .live, level: nil,
            temperatureCelsius: celsius, isTilted: tilt, quality: quality)
    }

    private func levels(_ levels: [Double], isFresh: Bool = true) -> [String] {
        var watch = AlarmWatch()
        var said: [String] = []
        for (hour, level) in levels.enumerated() {
            watch.see(level: level, at: start.adding(hours: Double(hour)), isFresh: isFresh, limits: limits, rules: rules) {
                said.append("\(hour) \($0.kind.rawValue) \($0.isRaised ? "raised" : "cleared")")
            }
        }
        return said
    }

    @Test func levelsRaiseAtTheirThresholdsAndClearBelowThem() {
        #expect(
            levels([0.5, 0.8, 0.85, 0.95, 1.02, 0.97, 0.93, 0.86, 0.84, 0.76, 0.74]) == [
                "1 must-empty raised", "3 critical raised", "4 overfull raised", "6 overfull cleared", "8 critical cleared",
                "10 must-empty cleared",
            ])
    }

    @Test func aBatteryThatTellsVoltsOnlyIsLowFromItsCellsEndOnAndDoesNotFlap() {
        var limits = limits
        var watch = AlarmWatch()
        var said: [String] = []
        func see(_ volts: [Double]) {
            for value in volts {
                watch.see(
                    batteryPercent: nil, batteryVolts: value, isFlagged: false, daysLeft: nil, at: start, isFresh: true,
                    limits: limits,
                    rules: rules
                ) { said.append("\(value) \($0.isRaised ? "raised" : "cleared")") }
            }
        }
        see([3.6, 2.0])
        #expect(said == [], "nobody knows what is low for this model")
        limits.batteryVolts = 2.8
        see([3.6, 2.81, 2.79, 2.85, 2.8, 2.89, 2.95, 3.6])
        #expect(said == ["2.79 raised", "2.95 cleared"])
    }

    @Test func aLevelAroundItsThresholdDoesNotFlap() {
        #expect(levels([0.79, 0.8, 0.79, 0.81, 0.78, 0.8, 0.76]) == ["1 must-empty raised"])
    }

    @Test func anEmptyingClearsAllAtOnce() {
        #expect(levels([1.1, 0.03]).suffix(3) == ["1 must-empty cleared", "1 critical cleared", "1 overfull cleared"])
    }

    @Test func oldNewsRaisesNothing() { #expect(levels([0.95, 1.1], isFresh: false) == []) }

    private func fires(_ celsius: [(hours: Double, celsius: Double)], isFresh: Bool = true) -> [String] {
        var watch = AlarmWatch()
        var said: [String] = []
        for (hours, celsius) in celsius {
            watch.see(reading(hours: hours, celsius: celsius), isFresh: isFresh, rules: rules) {
                said.append("\(hours) \($0.kind.rawValue) \($0.isRaised ? "raised" : "cleared")")
            }
        }
        return said
    }

    @Test func fireIsHeatOrAQuickRise() {
        #expect(fires([(0, 20), (1, 71), (2, 65), (3, 55), (4, 49)]) == ["1.0 fire raised", "4.0 fire cleared"])
        #expect(fires([(0, 28), (0.5, 49)]) == ["0.5 fire raised"])
        // A morning in the sun, and a thermometer that is broken.
        #expect(fires([(0, 12), (2, 35), (4, 55), (6, 62)]) == [])
        #expect(fires([(0, 12), (1, 327.6), (2, 12)]) == [])
        #expect(fires([(0, 90)], isFresh: false) == [])
    }

    @Test func theDevicesOwnFireCountsWithoutATemperature() {
        var watch = AlarmWatch()
        watch.see(reading(quality: .hot), isFresh: true, rules: rules) { _ in }
        #expect(watch.isOpen(.fire))
    }

    @Test func tiltEndsWhenTheContainerStandsUprightAgain() {
        var watch = AlarmWatch()
        var said: [Bool] = []
        for (hours, tilt) in [(0.0, true), (1, nil), (2, true), (3, false), (4, false)] as [(Double, Bool?)] {
            watch.see(reading(hours: hours, tilt: tilt), isFresh: true, rules: rules) { said.append($0.isRaised) }
        }
        #expect(said == [true, false])
    }

    @Test func batteriesAreLowByChargeByFlagAndByTrend() {
        func battery(_ looks: [(percent: Double?, flag: Bool, days: Double?)]) -> [Bool] {
            var watch = AlarmWatch()
            var said: [Bool] = []
            for look in looks {
                watch.see(
                    batteryPercent: look.percent, isFlagged: look.flag, daysLeft: look.days, at: start, isFresh: true,
                    limits: limits,
                    rules: rules
                ) { said.append($0.isRaised) }
            }
            return said
        }
        #expect(battery([(31, false, nil), (30, false, nil), (33, false, nil), (36, false, nil)]) == [true, false])
        #expect(battery([(nil, true, nil), (nil, false, nil)]) == [true, false])
        #expect(battery([(60, false, 12), (60, false, 200)]) == [true, false])
    }

    @Test func silenceNeedsHearing() {
        var watch = AlarmWatch()
        var said: [String] = []
        func look(_ hours: Double, heard: Double?, canHear: Bool = true) {
            watch.see(
                silenceSince: heard.map { start.adding(hours: $0) }, now: start.adding(hours: hours), canHear: canHear,
                limits: limits
            ) { said.append("\(hours) \($0.isRaised)") }
        }
        look(23, heard: 0)
        look(25, heard: 0, canHear: false)
        look(26, heard: 0)
        look(27, heard: 0)
        look(28, heard: 27.5)
        #expect(said == ["26.0 true", "28.0 false"])
    }

    @Test func aSensorNeverHeardIsSilentSinceItWasEntered() {
        var entered = limits
        entered.deviceSince = start
        var watch = AlarmWatch()
        watch.see(silenceSince: nil, now: start.adding(hours: 20), canHear: true, limits: entered) { _ in }
        #expect(!watch.isOpen(.silent))
        watch.see(silenceSince: nil, now: start.adding(hours: 25), canHear: true, limits: entered) { _ in }
        #expect(watch.isOpen(.silent))
        entered.device = nil
        watch.see(silenceSince: nil, now: start.adding(hours: 26), canHear: true, limits: entered) { _ in }
        #expect(!watch.isOpen(.silent))
    }
}
