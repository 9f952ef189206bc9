import Decoding
import Model
import Testing

private let arrival = Timestamp(seconds: 1_775_001_600)  // 2026-04-01T00:00:00Z

private func choose(
    device: Timestamp? = nil, server: Timestamp? = nil, isHistory: Bool = false, flags: ObservationFlags = []
) -> Result<ChosenTime, Refusal> {
    chosenTime(
        for: Observation(device: "c-1", deviceTime: device, serverTime: server, isHistory: isHistory, flags: flags),
        receivedAt: arrival)
}

@Suite struct ChosenTimeTests {
    @Test func thePlausibleTimeOfTheDeviceCounts() {
        let own = arrival.adding(seconds: -7200)
        let server = arrival.adding(seconds: -1)
        #expect(choose(device: own, server: server) == .success(ChosenTime(measuredAt: own, source: .device, clockWrong: false)))
    }

    @Test func aMessageWithoutAnyTimeCountsFromItsArrival() {
        #expect(choose() == .success(ChosenTime(measuredAt: arrival, source: .arrival, clockWrong: false)))
    }

    @Test func anUnreadableTimeIsReplacedByTheArrivalAndFlagged() {
        #expect(
            choose(flags: .timeUnreadable) == .success(ChosenTime(measuredAt: arrival, source: .arrival, clockWrong: true)))
    }

    @Test func theServersTimeReplacesAnImpossibleOneOfTheDevice() {
        let server = arrival.adding(seconds: -60)
        for wrong in [Timestamp(seconds: 0), arrival.adding(days: 300)] {
            #expect(
                choose(device: wrong, server: server)
                    == .success(ChosenTime(measuredAt: server, source: .networkServer, clockWrong: true)))
        }
    }

    @Test func aServerMayHandOverLate() {
        let server = arrival.adding(days: -1000)
        #expect(choose(server: server) == .success(ChosenTime(measuredAt: server, source: .networkServer, clockWrong: false)))
    }

    @Test func aClockThatRunsAheadALittleIsReplacedByTheArrival() {
        for ahead in [301, 48 * 3600] {
            let own = arrival.adding(seconds: ahead)
            #expect(choose(device: own) == .success(ChosenTime(measuredAt: arrival, source: .arrival, clockWrong: true)))
        }
        #expect(
            choose(device: arrival.adding(seconds: 300))
                == .success(ChosenTime(measuredAt: arrival.adding(seconds: 300), source: .device, clockWrong: false)))
    }

    @Test func nineteenSeventyAndNextYearAreRefused() {
        for wrong in [
            Timestamp(seconds: 11), arrival.adding(days: -401), arrival.adding(days: 365), Timestamp(milliseconds: .max),
        ] {
            #expect(choose(device: wrong).failure?.cause == .impossibleTime)
        }
        #expect(choose(server: Timestamp(seconds: 1_924_992_000)).failure?.reason == .impossibleTime)
    }

    @Test func aStoredReadingNeedsAPlausibleTimeOfItsOwn() {
        let own = arrival.adding(days: -3)
        #expect(choose(device: own, server: arrival, isHistory: true).map(\.measuredAt) == .success(own))
        #expect(choose(device: Timestamp(seconds: 9), server: arrival, isHistory: true).failure?.cause == .impossibleTime)
        #expect(choose(server: arrival, isHistory: true).failure?.cause == .impossibleTime)
    }
}
