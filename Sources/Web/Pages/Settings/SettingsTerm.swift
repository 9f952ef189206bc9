import Model

/// Words of the settings.
enum SettingsTerm: String, Catalogue {
    case title, lead, things, town, rules, containerTypes, containers, sites, devices, slots, depots, disposalSites, vehicles,
        schoolHolidays,
        events
    case history, historyLead, historyNone, historyAll, changed, added, removed, entryCount, undoDone, undoneBy, undoes, byNobody
    case create, edit, importAction, undoAction, files, exportLead, importLead, importFiles, chooseFiles, check, importNow,
        wouldChange
    case nothingChanges, imported, newEntity, remove, removeSure, removed2, saved, unchanged, fault, faults, backToList, details,
        addEntry
    case removeEntry, yes, no, none, search, name, identifier, identifierHint, scriptNeeded, changedMeanwhile, reload

    static let group = "settings"

    var texts: (german: String, english: String) {
        switch self {
        case .title: ("Einstellungen", "Settings")
        case .lead:
            (
                "Was die Stadt hat. Jede Änderung wird geprüft, bleibt im Verlauf und lässt sich zurücknehmen.",
                "What the town has. Every change is checked, stays in the history and can be taken back."
            )
        case .things: ("Bestand", "What there is")
        case .town: ("Stadt", "Town")
        case .rules: ("Regeln", "Rules")
        case .containerTypes: ("Behältertypen", "Container types")
        case .containers: ("Behälter", "Containers")
        case .sites: ("Standplätze", "Sites")
        case .devices: ("Geräte", "Devices")
        case .slots: ("Stellplätze", "Slots")
        case .depots: ("Betriebshöfe", "Depots")
        case .disposalSites: ("Entsorgungsanlagen", "Disposal sites")
        case .vehicles: ("Fahrzeuge", "Vehicles")
        case .schoolHolidays: ("Schulferien", "School holidays")
        case .events: ("Ereignisse", "Events")
        case .history: ("Verlauf", "History")
        case .historyLead: ("Neueste Änderung zuerst.", "Newest change first.")
        case .historyNone: ("Noch nichts geändert.", "Nothing changed yet.")
        case .historyAll: ("Ganzer Verlauf", "Whole history")
        case .changed: ("geändert", "changed")
        case .added: ("hinzugefügt", "added")
        case .removed: ("entfernt", "removed")
        case .entryCount: ("und {count} weitere", "and {count} more")
        case .undoDone: ("Zurückgenommen.", "Taken back.")
        case .undoneBy: ("zurückgenommen durch {number}", "taken back by {number}")
        case .undoes: ("nimmt {number} zurück", "takes back {number}")
        case .byNobody: ("ohne Namen", "no name given")
        case .create: ("eingelesen", "brought in")
        case .edit: ("Änderung", "Change")
        case .importAction: ("Import", "Import")
        case .undoAction: ("Rücknahme", "Undo")
        case .files: ("Import und Export", "Import and export")
        case .exportLead: ("Die Stadt als einfache Dateien:", "The town as plain files:")
        case .importLead:
            (
                "Dateien mit diesen Namen ersetzen ihren Teil der Stadt; alles oder nichts.",
                "Files of these names replace their part of the town; all or nothing."
            )
        case .importFiles: ("Dateien importieren", "Import files")
        case .chooseFiles: ("Dateien wählen", "Choose files")
        case .check: ("Prüfen", "Check")
        case .importNow: ("Importieren", "Import")
        case .wouldChange: ("{count} Einträge würden sich ändern.", "{count} entries would change.")
        case .nothingChanges: ("Es würde sich nichts ändern.", "Nothing would change.")
        case .imported: ("Importiert: {count} Einträge geändert.", "Imported: {count} entries changed.")
        case .newEntity: ("Neu", "New")
        case .remove: ("Entfernen", "Remove")
        case .removeSure:
            (
                "„{name}“ entfernen? Das lässt sich im Verlauf zurücknehmen.",
                "Remove “{name}”? This can be taken back in the history."
            )
        case .removed2: ("Entfernt.", "Removed.")
        case .saved: ("Gespeichert.", "Saved.")
        case .unchanged: ("Nichts geändert.", "Nothing changed.")
        case .fault: ("Ein Fehler ist zu beheben:", "One fault is to be mended:")
        case .faults: ("{count} Fehler sind zu beheben:", "{count} faults are to be mended:")
        case .backToList: ("Zur Liste", "To the list")
        case .details: ("Vorher und nachher", "Before and after")
        case .addEntry: ("Eintrag hinzufügen", "Add entry")
        case .removeEntry: ("Eintrag entfernen", "Remove entry")
        case .yes: ("ja", "yes")
        case .no: ("nein", "no")
        case .none: ("–", "–")
        case .search: ("Suchen", "Search")
        case .name: ("Name", "Name")
        case .identifier: ("Kennung", "Identifier")
        case .identifierHint: ("1 bis 64 Zeichen aus A–Z a–z 0–9 . _ -", "1 to 64 characters of A–Z a–z 0–9 . _ -")
        case .scriptNeeded: ("Zum Ändern braucht diese Seite JavaScript.", "To change things this page needs JavaScript.")
        case .changedMeanwhile:
            (
                "Jemand hat das inzwischen geändert. Bitte neu laden und noch einmal ändern.",
                "Somebody changed this meanwhile. Please reload and change it again."
            )
        case .reload: ("Neu laden", "Reload")
        }
    }

    init(_ kind: TownEntityKind) {
        switch kind {
        case .town: self = .town
        case .rules: self = .rules
        case .containerTypes: self = .containerTypes
        case .containers: self = .containers
        case .sites: self = .sites
        case .devices: self = .devices
        case .slots: self = .slots
        case .depots: self = .depots
        case .disposalSites: self = .disposalSites
        case .vehicles: self = .vehicles
        case .schoolHolidays: self = .schoolHolidays
        case .events: self = .events
        }
    }

    init(_ action: SettingsChange.Action) {
        switch action {
        case .create: self = .create
        case .edit: self = .edit
        case .import: self = .importAction
        case .undo: self = .undoAction
        }
    }
}
