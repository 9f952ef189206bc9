import Model
import Reports

/// Words of the map with its list, and of a container's page.
enum ContainerTerm: String, Catalogue {
    case title, search, searchHint, filters, all, band, fraction, state, due, silent, doubtful, noSensor, clear, count, countOf
    case sort, sortLevel, sortName, sortAge, sortFull, onlyView, listLabel, open, showOnMap, level, expected, age, full, empty
    case legend, legendDue, previous, next, pageOf
    case band25, band50, band75, band100, bandOver, bandNone
    case reasonLevel, reasonAge, reasonRequest, reasonRhythm, reasonTakeAlong
    case trust, trustHint, fullAt, fullRange, lastEmptying, lastHeard, never, device, noDevice, battery, temperature, dueOn,
        notDue
    case plot, plotLabel, range, days7, days28, days90, days365, plotLevel, plotSeen, plotEmptying, plotExcluded, plotForecast
    case plotThreshold, now, asTable, tableDay, tableLow, tableMean, tableHigh, tableCount, excluded, excludedNone, excludedLead
    case when, reason, value, emptyings, emptyingsNone, before, after, source, sensed, reported, inferred, confidence, planned
    case plannedNone, tour, notes, notesNone, noteNew, noteText, author, authorHint, noteSaved, enter, enterLead, enterPercent
    case enterSaved, enterWrong, slot, site, container, type, volume, settingsLink, backToMap, basisReadings, basisFraction
    case basisRhythm, forecastBasis, reasonsAgainst, changed, expectedHead, alarms, plotAlarm
    case whyPlanned, whyNotPlanned, showPlan, fullAlready

    static let group = "container"

    var texts: (german: String, english: String) {
        switch self {
        case .title: ("Karte und Liste", "Map and list")
        case .search: ("Suchen", "Search")
        case .searchHint: ("Standplatz, Stellplatz, Ortsteil", "Site, slot, district")
        case .filters: ("Filter", "Filters")
        case .all: ("Alle", "All")
        case .band: ("Füllstand", "Level")
        case .fraction: ("Fraktion", "Fraction")
        case .state: ("Zustand", "State")
        case .due: ("fällig", "due")
        case .silent: ("stumm", "silent")
        case .doubtful: ("zweifelhaft", "doubtful")
        case .noSensor: ("ohne Sensor", "no sensor")
        case .clear: ("Filter löschen", "Clear filters")
        case .count: ("{count} Behälter", "{count} containers")
        case .countOf: ("{count} von {all} Behältern", "{count} of {all} containers")
        case .sort: ("Sortieren nach", "Sort by")
        case .sortLevel: ("Füllstand", "level")
        case .sortName: ("Standplatz", "site")
        case .sortAge: ("Alter des Werts", "age of the value")
        case .sortFull: ("voll um", "full at")
        case .onlyView: ("nur Kartenausschnitt", "only what the map shows")
        case .listLabel: ("Behälter", "Containers")
        case .open: ("Öffnen", "Open")
        case .showOnMap: ("Auf der Karte zeigen", "Show on the map")
        case .level: ("Füllstand", "Level")
        case .expected: ("erwartet {level}", "expected {level}")
        case .age: ("Alter", "Age")
        case .full: ("voll {time}", "full {time}")
        case .empty: ("Kein Behälter passt zu diesen Filtern.", "No container fits these filters.")
        case .legend: ("Zeichen", "Legend")
        case .legendDue: ("dunkler Rand: fällig", "dark edge: due")
        case .previous: ("Zurück", "Previous")
        case .next: ("Weiter", "Next")
        case .pageOf: ("Seite {page} von {pages}", "Page {page} of {pages}")
        case .band25: ("unter 25 %", "below 25%")
        case .band50: ("25–50 %", "25–50%")
        case .band75: ("50–75 %", "50–75%")
        case .band100: ("75–100 %", "75–100%")
        case .bandOver: ("über 100 %", "above 100%")
        case .bandNone: ("keine Daten", "no data")
        case .reasonLevel: ("fällig: Füllstand", "due: level")
        case .reasonAge: ("fällig: Standzeit", "due: age")
        case .reasonRequest: ("Sonderleerung", "extra emptying")
        case .reasonRhythm: ("fester Tag", "fixed day")
        case .reasonTakeAlong: ("liegt am Weg", "on the way")
        case .trust: ("Zuverlässigkeit", "Trust")
        case .trustHint: ("100 % = nichts spricht gegen den Wert", "100% = nothing speaks against the value")
        case .fullAt: ("Voll um", "Full at")
        case .fullRange: ("zwischen {earliest} und {latest}", "between {earliest} and {latest}")
        case .lastEmptying: ("Letzte Leerung", "Last emptying")
        case .lastHeard: ("Zuletzt gehört", "Last heard")
        case .never: ("nie", "never")
        case .device: ("Gerät", "Device")
        case .noDevice: ("ohne Sensor", "no sensor")
        case .battery: ("Batterie", "Battery")
        case .temperature: ("Temperatur", "Temperature")
        case .dueOn: ("Fällig am {day}: {reason}", "Due on {day}: {reason}")
        case .notDue: ("Am {day} nicht fällig.", "Not due on {day}.")
        case .plot: ("Verlauf", "History")
        case .plotLabel:
            (
                "Verlauf vom {from} bis {to}: zuletzt {level}, {emptyings} Leerungen, {excluded} ausgeschlossene Messungen. Alle Werte stehen in der Tabelle darunter.",
                "History from {from} to {to}: last {level}, {emptyings} emptyings, {excluded} excluded readings. All values are in the table below."
            )
        case .range: ("Zeitraum", "Range")
        case .days7: ("7 Tage", "7 days")
        case .days28: ("4 Wochen", "4 weeks")
        case .days90: ("3 Monate", "3 months")
        case .days365: ("1 Jahr", "1 year")
        case .plotLevel: ("Füllstand", "level")
        case .plotSeen: ("gesehen", "seen by a person")
        case .plotEmptying: ("Leerung", "emptying")
        case .plotExcluded: ("ausgeschlossen", "excluded")
        case .plotForecast: ("Prognose, 8 von 10", "forecast, 8 in 10")
        case .plotThreshold: ("Schwelle", "threshold")
        case .now: ("jetzt", "now")
        case .asTable: ("Verlauf als Tabelle", "History as a table")
        case .tableDay: ("Tag", "Day")
        case .tableLow: ("niedrigster", "lowest")
        case .tableMean: ("Mittel", "mean")
        case .tableHigh: ("höchster", "highest")
        case .tableCount: ("Werte", "values")
        case .excluded: ("Ausgeschlossene Messungen", "Excluded readings")
        case .excludedNone: ("Keine in diesem Zeitraum.", "None in this range.")
        case .excludedLead:
            (
                "Diese Messungen bewegen den Füllstand nicht. Neueste zuerst.",
                "These readings do not move the level. Newest first."
            )
        case .when: ("Zeit", "Time")
        case .reason: ("Grund", "Reason")
        case .value: ("Wert", "Value")
        case .emptyings: ("Leerungen", "Emptyings")
        case .emptyingsNone: ("Keine in diesem Zeitraum.", "None in this range.")
        case .before: ("vorher", "before")
        case .after: ("nachher", "after")
        case .source: ("Quelle", "Source")
        case .sensed: ("vom Sensor", "sensed")
        case .reported: ("gemeldet", "reported")
        case .inferred: ("aus dem Rhythmus", "inferred from the rhythm")
        case .confidence: ("sicher zu", "certainty")
        case .planned: ("Geplant", "Planned")
        case .plannedNone: ("In keinem Plan.", "In no plan.")
        case .tour: ("Tour", "Tour")
        case .notes: ("Notizen", "Notes")
        case .notesNone: ("Noch keine.", "None yet.")
        case .noteNew: ("Notiz hinzufügen", "Add note")
        case .noteText: ("Notiz", "Note")
        case .author: ("Ihr Name", "Your name")
        case .authorHint: ("freiwillig, für den Verlauf", "optional, for the history")
        case .noteSaved: ("Notiz gespeichert.", "Note saved.")
        case .enter: ("Füllstand eintragen", "Enter a level")
        case .enterLead:
            (
                "Was jemand gesehen hat, zählt mehr als der Sensor. Überfüllt ist über 100.",
                "What somebody saw counts more than the sensor. Overfull is above 100."
            )
        case .enterPercent: ("Prozent", "Percent")
        case .enterSaved: ("Füllstand gespeichert.", "Level saved.")
        case .enterWrong: ("Bitte eine Zahl von 0 bis 300.", "Please give a number from 0 to 300.")
        case .slot: ("Stellplatz", "Slot")
        case .site: ("Standplatz", "Site")
        case .container: ("Behälter", "Container")
        case .type: ("Behältertyp", "Container type")
        case .volume: ("Nutzvolumen", "Usable volume")
        case .settingsLink: ("Stellplatz ändern", "Change slot")
        case .whyPlanned: ("Warum im Plan für {day}?", "Why in the plan for {day}?")
        case .whyNotPlanned: ("Warum nicht im Plan für {day}?", "Why not in the plan for {day}?")
        case .fullAlready: ("schon voll", "full already")
        case .showPlan: ("Zum Plan", "To the plan")
        case .backToMap: ("Zur Karte", "To the map")
        case .basisReadings: ("eigene Messungen", "its own readings")
        case .basisFraction: ("ähnliche Behälter", "similar containers")
        case .basisRhythm: ("Rhythmus", "rhythm")
        case .forecastBasis: ("Prognose aus: {basis}", "Forecast from: {basis}")
        case .reasonsAgainst: ("Gegen den neuesten Wert spricht: {reasons}", "Against the newest value: {reasons}")
        case .expectedHead: ("erwartet", "expected")
        case .alarms: ("Alarme", "Alarms")
        case .plotAlarm: ("Alarm", "alarm")
        case .changed: ("{count} Füllstände aktualisiert", "{count} levels updated")
        }
    }
}

extension ContainerTerm {
    init(band: FillBand?) {
        self =
            switch band {
            case .upTo25: .band25
            case .upTo50: .band50
            case .upTo75: .band75
            case .upTo100: .band100
            case .over100: .bandOver
            case nil: .bandNone
            }
    }

    init(reason key: String) {
        switch key {
        case "age": self = .reasonAge
        case "request": self = .reasonRequest
        case "rhythm": self = .reasonRhythm
        case "take-along": self = .reasonTakeAlong
        default: self = .reasonLevel
        }
    }

    init(_ source: EmptyingSource) {
        switch source {
        case .sensed: self = .sensed
        case .reported: self = .reported
        case .inferred: self = .inferred
        }
    }
}
