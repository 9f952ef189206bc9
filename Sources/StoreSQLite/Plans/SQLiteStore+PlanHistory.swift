import GRDB
public import Model
public import Store

extension SQLiteStore: PlanHistoryStore {
    public func addRevision(_ revision: PlanRevision, plan: Plan, expecting current: Int) async throws -> Bool {
        try await write { db in
            let keys: StatementArguments = [plan.town.rawValue, plan.id.rawValue]
            guard let text = try String.fetchOne(db, sql: "SELECT document FROM plan WHERE town = ? AND id = ?", arguments: keys)
            else { return false }
            let newest = try Int.fetchOne(
                db, sql: "SELECT max(number) FROM plan_revision WHERE town = ? AND plan = ?", arguments: keys)
            guard newest ?? 0 == current else { return false }
            if newest == nil {
                let made = try Document.decode(Plan.self, from: text, what: "plan")
                let entry = PlanRevision(
                    number: 0, at: made.createdAt, by: "", change: .made, violationCount: made.violations.count)
                try Self.insert(entry, plan: made, db)
            }
            try Self.insert(revision, plan: plan, db)
            try db.execute(
                sql: "UPDATE plan SET tours = ?, left_out = ?, document = ? WHERE town = ? AND id = ?",
                arguments: [
                    plan.tours.count, plan.leftOut.count, try Document.encode(plan), plan.town.rawValue, plan.id.rawValue,
                ])
            return true
        }
    }

    private static func insert(_ revision: PlanRevision, plan: Plan, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO plan_revision (town, plan, number, at, document, plan_document) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                plan.town.rawValue, plan.id.rawValue, revision.number, revision.at.milliseconds, try Document.encode(revision),
                try Document.encode(plan),
            ])
    }

    public func revisions(town: TownID, plan: PlanID) async throws -> [PlanRevision] {
        try await read { db in
            try String.fetchAll(
                db, sql: "SELECT document FROM plan_revision WHERE town = ? AND plan = ? ORDER BY number",
                arguments: [town.rawValue, plan.rawValue]
            ).map { try Document.decode(PlanRevision.self, from: $0, what: "revision of a plan") }
        }
    }

    public func plan(town: TownID, id: PlanID, revision: Int) async throws -> Plan? {
        try await read { db in
            try String.fetchOne(
                db, sql: "SELECT plan_document FROM plan_revision WHERE town = ? AND plan = ? AND number = ?",
                arguments: [town.rawValue, id.rawValue, revision]
            ).map { try Document.decode(Plan.self, from: $0, what: "plan") }
        }
    }

    public func saveProposal(_ proposal: PlanProposal, town: TownID) async throws {
        try await write { db in
            try TownTables.require(town, db)
            try db.execute(
                sql: "INSERT OR REPLACE INTO plan_proposal (town, id, plan, created_at, document) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    town.rawValue, proposal.id.rawValue, proposal.base.rawValue, proposal.createdAt.milliseconds,
                    try Document.encode(proposal),
                ])
        }
    }

    public func proposal(town: TownID, id: PlanID) async throws -> PlanProposal? {
        try await read { db in
            try String.fetchOne(
                db, sql: "SELECT document FROM plan_proposal WHERE town = ? AND id = ?", arguments: [town.rawValue, id.rawValue]
            ).map { try Document.decode(PlanProposal.self, from: $0, what: "proposal") }
        }
    }

    public func proposals(town: TownID, plan: PlanID) async throws -> [PlanProposal] {
        try await read { db in
            try String.fetchAll(
                db, sql: "SELECT document FROM plan_proposal WHERE town = ? AND plan = ? ORDER BY created_at DESC, id DESC",
                arguments: [town.rawValue, plan.rawValue]
            ).map { try Document.decode(PlanProposal.self, from: $0, what: "proposal") }
        }
    }

    public func removeProposal(town: TownID, id: PlanID) async throws -> Bool {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM plan_proposal WHERE town = ? AND id = ?", arguments: [town.rawValue, id.rawValue])
            return db.changesCount > 0
        }
    }

    public func addCheckOff(
        _ checkOff: CheckOff, emptyings: [Emptying], town: TownID
    ) async throws -> (kept: CheckOff, isNew: Bool) {
        try await write { db in
            try TownTables.require(town, db)
            if let kept = try String.fetchOne(
                db, sql: "SELECT document FROM check_off WHERE town = ? AND key = ?", arguments: [town.rawValue, checkOff.key])
            {
                return (try Document.decode(CheckOff.self, from: kept, what: "check-off"), false)
            }
            try db.execute(
                sql: "INSERT INTO check_off (town, key, plan, tour, at, event, document) VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    town.rawValue, checkOff.key, checkOff.plan.rawValue, checkOff.tour.rawValue, checkOff.at.milliseconds,
                    checkOff.event.key, try Document.encode(checkOff),
                ])
            for emptying in emptyings {
                try TownTables.require(emptying.slot, of: town, db)
                try ReportedEmptyings.store(emptying, town: town, db)
            }
            return (checkOff, true)
        }
    }

    public func checkOffs(town: TownID, plan: PlanID) async throws -> [CheckOff] {
        try await read { db in
            try String.fetchAll(
                db, sql: "SELECT document FROM check_off WHERE town = ? AND plan = ? ORDER BY number",
                arguments: [town.rawValue, plan.rawValue]
            ).map { try Document.decode(CheckOff.self, from: $0, what: "check-off") }
        }
    }

    public func odometerReports(town: TownID, limit: Int) async throws -> [CheckOff] {
        try await read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT document FROM (SELECT document, event, number FROM check_off WHERE town = ? ORDER BY number DESC LIMIT 20000)
                    WHERE event = 'tour-finished' AND document ->> '$.kilometres' > 0 ORDER BY number DESC LIMIT ?
                    """, arguments: [town.rawValue, limit]
            ).map { try Document.decode(CheckOff.self, from: $0, what: "check-off") }
        }
    }
}
