import Model
import Reports
import Testing

@testable import Dispatching

@Suite("Kept answers about all containers")
struct StatusBookTests {
    private static let now = Timestamp(seconds: 1_772_442_000)
    private static let day = CalendarDay(epochDay: 20_514)

    private static func ask(
        _ book: StatusBook, at moment: Timestamp = now, make: @escaping @Sendable () async throws -> [ContainerStatus]
    ) async throws -> [ContainerStatus] {
        try await book.statuses(town: "t", day: day, asOf: moment, registryVersion: 1, make: make)
    }

    @Test func aCheapAnswerIsMadeAnewEachTime() async throws {
        let book = StatusBook()
        let counter = Counter()
        for _ in 0..<3 {
            _ = try await Self.ask(book) {
                await counter.count()
                return []
            }
        }
        #expect(await counter.value == 3)
    }

    @Test func aFailureIsNotKept() async throws {
        struct Fault: Error {}
        let book = StatusBook()
        await #expect(throws: Fault.self) { try await Self.ask(book) { throw Fault() } }
        #expect(try await Self.ask(book) { [] }.isEmpty)
    }
}

private actor Counter {
    private(set) var value = 0

    func count() { value += 1 }
}
