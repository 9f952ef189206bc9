import Forecasting
import Model
import Testing

@Suite struct HistoryFileTests {
    private func file(_ text: String) throws -> HistoryFile { try HistoryFile(bytes: Array(text.utf8)) }

    @Test func distancesBecomeLevelsOnTheGivenScale() throws {
        let text = "bin_id,ts_utc,distance_cm\nb,2020-05-08T23:00:00Z,16\nb,2020-05-08T22:00:00Z,76\na,2020-05-08T22:00:00Z,136\n"
        let history = try file(text)
        #expect(history.readings["b"]?.map(\.level) == [0.5, 1])
        #expect(history.readings["a"]?.first?.level == 0)
        #expect(history.first?.rfc3339 == "2020-05-08T22:00:00Z")
        let scale = try #require(DistanceScale(emptyCentimetres: 236, fullCentimetres: 36))
        #expect(try HistoryFile(bytes: Array(text.utf8), scale: scale).readings["a"]?.first?.level == 0.5)
        #expect(DistanceScale(emptyCentimetres: 16, fullCentimetres: 16) == nil)
    }

    @Test func theProductsOwnExportIsReadWithWhatTheDeviceSaidAboutItself() throws {
        let history = try file(
            """
            measured_at,slot,device,level,counts_for_level,quality_reasons,origin,received_at\r
            2026-03-02T06:00:00Z,S1,"d,1",0.4321,true,,live,2026-03-02T06:00:05Z\r
            2026-03-02T07:00:00Z,S1,d1,0.9000,false,tilted,backfill,2026-03-02T09:00:00Z\r
            2026-03-02T08:00:00Z,S1,,0.8000,true,,person,2026-03-02T08:00:00Z\r

            """)
        let readings = try #require(history.readings["S1"])
        #expect(readings.map(\.level) == [0.4321, 0.9, 0.8])
        #expect(readings.map(\.origin) == [.live, .backfill, .person])
        #expect(readings[1].quality == .tilted)
        #expect(readings[1].receivedAt.rfc3339 == "2026-03-02T09:00:00Z")
        #expect(history.unreadableLines == 0)
    }

    @Test func linesThatMakeNoSenseAreCountedAndTheRestIsRead() throws {
        let history = try file(
            "slot,measured_at,level\nS1,2026-03-02T06:00:00Z,0.4\nS1,yesterday,0.4\nS1,2026-03-02T07:00:00Z,nan\nS1\n"
                + "S1,2026-03-02T08:00:00Z,\n\"S1\n")
        #expect(history.readings["S1"]?.map(\.level) == [0.4, nil])
        #expect(history.unreadableLines == 4)
    }

    @Test func whatIsNoHistorySaysWhatIsNeeded() {
        #expect(throws: HistoryFileError.empty) { try file("") }
        #expect(throws: HistoryFileError.empty) { try file("slot,measured_at,level\n") }
        #expect(throws: HistoryFileError.compressed) { try HistoryFile(bytes: [0x1F, 0x8B, 8, 0]) }
        #expect(throws: HistoryFileError.unknownColumns(found: ["zeit", "wert"])) { try file("zeit,wert\n1,2\n") }
        #expect(HistoryFileError.unknownColumns(found: ["zeit"]).description.contains("bin_id,ts_utc,distance_cm"))
    }

    @Test func quotedMembersMayHoldCommasQuotesAndLineBreaks() {
        var rows = CSVReader(Array("\u{FEFF}a,\"b,\"\"c\"\"\n\",\n\n,x".utf8))
        #expect(rows.next()?.map { String(decoding: $0, as: UTF8.self) } == ["a", "b,\"c\"\n", ""])
        #expect(rows.next()?.map { String(decoding: $0, as: UTF8.self) } == ["", "x"])
        #expect(rows.next() == nil)
    }

    @Test func aHistoryGivesTheEmptyingsWithTheMomentTheyWereKnown() throws {
        var story = SensorStory()
        story.measure(0.8, hours: 12)
        let emptiedAt = story.time
        story.measure(0.05, hours: 12)
        let history = SlotHistory(slot: SensorStory.slot, readings: story.readings)
        let found = try #require(history.emptyings.first)
        #expect(found.emptying.at == emptiedAt)
        #expect(found.knownAt > emptiedAt)
        #expect(history.reference == [emptiedAt])
        #expect(history.grade == .clean)
        #expect(history.backtestSlotWithAllBreaks(.paper).slot.fraction == .paper)
    }
}
