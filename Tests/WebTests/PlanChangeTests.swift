import HTTPTypes
import Model
import Testing

@testable import Web

@Suite("Changing plans over HTTP")
struct PlanChangeTests {
    private static let plans = "/api/v1/towns/dortmund/plans"

    private static func planned(_ visitor: Visitor) async throws -> String {
        let made = try await visitor.post(plans, #"{"day": "2026-03-03"}"#)
        let id = try #require(made.json["id"] as? String)
        return "\(plans)/\(id)"
    }

    @Test func anEditAnswersThePlanWithWhatItBreaksAndWhetherItIsSaved() async throws {
        try await visit { visitor async throws in
            let plan = try await Self.planned(visitor)
            let body = #"{"edits": [{"action": "take-out", "slot": "slot-008"}], "by": "Frühdienst", "reason": "leer"}"#
            let changed = try await visitor.post(plan + "/edits", body)
            #expect(changed.status == 200)
            #expect(changed.json["is_saved"] as? Bool == true)
            #expect((changed.json["new_violations"] as? [Any])?.count == 1)
            let preview = try await visitor.post(
                plan + "/edits", #"{"edits": [{"action": "lock-tour", "tour": "t1"}], "preview": true}"#)
            #expect(preview.json["is_saved"] as? Bool == false)
        }
    }

    @Test(
        "Edits that make no sense are refused with what is wrong",
        arguments: [
            #"{"edits": [{"action": "fly", "slot": "slot-008"}]}"#, #"{"edits": [{"action": "take-out"}]}"#,
            #"{"edits": [{"action": "take-out", "slot": "slot-008", "colour": 1}]}"#,
            #"{"edits": [{"action": "take-out", "slot": "slot-008", "tour": "t1"}]}"#, #"{"edits": {}}"#,
            #"{"edits": [{"action": "move-container", "slot": "slot-008", "tour": "t1", "vehicle": "v1"}]}"#,
        ])
    func senseless(body: String) async throws {
        try await visit { visitor async throws in
            let plan = try await Self.planned(visitor)
            let refused = try await visitor.post(plan + "/edits", body)
            #expect(refused.status == 400)
            #expect(refused.json["detail"] != nil)
        }
    }

    @Test func aPlanThatMovedOnMeanwhileIsAConflict() async throws {
        try await visit { visitor async throws in
            let plan = try await Self.planned(visitor)
            let body = #"{"edits": [{"action": "lock-tour", "tour": "t1"}], "revision": 99}"#
            #expect(try await visitor.post(plan + "/edits", body).status == 409)
        }
    }

    @Test func historyUndoAndRedoAnswerInTheReadersLanguage() async throws {
        try await visit { visitor async throws in
            let plan = try await Self.planned(visitor)
            let german = try await visitor.get(plan + "/revisions?lang=de")
            #expect(german.items.map { $0["change"] as? String } == ["made", "edit", "undo", "replan"])
            #expect(german.items[1]["text"] as? String == "slot-008 herausgenommen")
            #expect(try await visitor.get(plan + "/revisions/0").status == 200)
            #expect(try await visitor.get(plan + "/revisions/7").status == 404)
            #expect(try await visitor.post(plan + "/undo", "{}").status == 200)
            #expect(try await visitor.post(plan + "/redo", #"{"by": "Frühdienst"}"#).status == 200)
        }
    }

    @Test func aPlanSaysWhyAContainerStays() async throws {
        try await visit { visitor async throws in
            let plan = try await Self.planned(visitor)
            let answer = try await visitor.get(plan + "/explanations/slot-003?lang=de")
            #expect(answer.json["sentences"] as? [String] == ["Nicht fällig."])
            #expect(try await visitor.get(plan + "/explanations/none").status == 404)
        }
    }

    @Test func aReplanIsAProposalThatIsAcceptedOrDiscarded() async throws {
        try await visit { visitor async throws in
            let plan = try await Self.planned(visitor)
            let body = #"{"at": "10:15", "without_vehicles": ["v2"], "change_budget": 3}"#
            let proposed = try await visitor.post(plan + "/replan", body)
            #expect(proposed.status == 201)
            let place = try #require(proposed.headers[.location])
            #expect(try await visitor.get(place).status == 200)
            #expect(try await visitor.get(plan + "/proposals").items.count == 1)
            #expect(try await visitor.post(place + "/accept", "{}").status == 200)
            #expect(try await visitor.post(place + "/discard", "{}").status == 200)
            #expect(try await visitor.post(plan + "/replan", #"{"at": "noon"}"#).json["member"] as? String == "at")
        }
    }

    @Test func crewsReportOnceAndProgressIsPlannedBesideDone() async throws {
        try await visit { visitor async throws in
            let plan = try await Self.planned(visitor)
            let body = #"{"key": "k1", "tour": "t1", "event": "not-emptied", "slot": "slot-008", "reason": "blocked-by-car"}"#
            let reported = try await visitor.post(plan + "/check-offs?lang=de", body)
            #expect(reported.status == 201)
            #expect(reported.json["reason_text"] as? String == "zugeparkt")
            let again = try await visitor.post(plan + "/check-offs", body.replacing("k1", with: "known"))
            #expect(again.status == 200)
            #expect(try await visitor.get(plan + "/check-offs").items.count == 6)
            let progress = try await visitor.get(plan + "/progress")
            #expect((progress.json["tours"] as? [[String: Any]])?.count == 1)
            for wrong in [
                #"{"key": "k", "tour": "t1", "event": "emptied"}"#, #"{"key": "", "tour": "t1", "event": "full"}"#,
                #"{"key": "k", "tour": "t1", "event": "level-seen", "slot": "slot-008", "level": 9}"#,
                #"{"key": "k", "tour": "t1", "event": "note"}"#, #"{"key": "k", "tour": "t1", "event": "dance"}"#,
                #"{"key": "k", "tour": "t1", "event": "full", "kilometres": 12.5}"#,
                #"{"key": "k", "tour": "t1", "event": "tour-finished", "kilometres": 123456}"#,
            ] {
                #expect(try await visitor.post(plan + "/check-offs", wrong).status == 400, "\(wrong)")
            }
        }
    }

    @Test func aPlanInTheMakingCanBeWatchedAndCancelled() async throws {
        try await visit { visitor async throws in
            let started = try await visitor.post("/api/v1/towns/dortmund/plan-runs", #"{"day": "2026-03-03"}"#)
            #expect(started.status == 202)
            let place = try #require(started.headers[.location])
            let watched = try await visitor.get(place)
            #expect(watched.json["best_cost"] as? Int == 12_345)
            #expect(try await visitor.ask(place, .delete).json["phase"] as? String == "cancelled")
        }
    }
}
