/// Words of the reports.
enum ReportTerm: String, Catalogue {
    case day, month, hotSpots, rightSizing, csvExcel, csv, json, previousDay, nextDay, previousMonth, nextMonth, show, asOf
    case planned, done, notDone, noPlan, tours, stops, lifts, loads, distance, hours, diesel, electricity, carbonDioxide,
        collected
    case emptyings, sensedShort, plannedDone, levelAtEmptying, levelSpread, overfullHours, overfullOf, observed, emptiedMass
    case estimate, method, byDay, byFraction, fraction, slots, notesOnData, leftOut, container, reason, obstacle, violations, plan
    case hotLead, hotNone, hotLimits, site, district, overfull, share, episodes, highest, readings, worst, days90, days180,
        days365
    case sizeLead, sizeNone, sizeLimits, verdict, underused, overfullVerdict, observations, median, high, interval, suggestion,
        saves
    case savesYear, costsYear, judged, plotEmptied, plotPlanned, plotLabel, lookBack, stationed, vehicle
    case evaluation, evaluationLead, evaluationFrom, evaluationTo, evaluate, weeks4, weeks12, weeks26, evaluationRunning
    case evaluationWait
    case evaluationLook, evaluationRefused, evaluationNotNow, driven, fixedPlan, difference, difference95, measure, shownLess,
        notDoneList, savingShown
    case notShown, evaluationBasis, rangePlot, rangeHint, less, more, kilometresByWeek, overflowByWeek, week, byWeek, methodTitle
    case computedAt, evaluationData, measuredSlots, plannedDays, drivenShare, rangeOf

    static let group = "report"

    var texts: (german: String, english: String) {
        switch self {
        case .day: ("Tag", "Day")
        case .month: ("Monat", "Month")
        case .hotSpots: ("Hotspots", "Hot spots")
        case .rightSizing: ("Größe und Rhythmus", "Size and rhythm")
        case .csvExcel: ("CSV für Excel", "CSV for German Excel")
        case .csv: ("CSV", "CSV")
        case .json: ("JSON", "JSON")
        case .previousDay: ("Tag davor", "Day before")
        case .nextDay: ("Tag danach", "Day after")
        case .previousMonth: ("Monat davor", "Month before")
        case .nextMonth: ("Monat danach", "Month after")
        case .show: ("Zeigen", "Show")
        case .asOf: ("Stand {time}", "As of {time}")
        case .planned: ("Geplant", "Planned")
        case .done: ("Geleert", "Emptied")
        case .notDone: ("geplant, nicht geleert", "planned, not emptied")
        case .noPlan: ("Für diesen Tag gibt es keinen Plan.", "There is no plan for this day.")
        case .tours: ("Touren", "Tours")
        case .stops: ("Standplätze", "Sites")
        case .lifts: ("Schüttungen", "Lifts")
        case .loads: ("Fuhren", "Loads")
        case .distance: ("Strecke", "Distance")
        case .hours: ("Tourzeit", "Tour time")
        case .diesel: ("Diesel", "Diesel")
        case .electricity: ("Strom", "Electricity")
        case .carbonDioxide: ("CO₂", "CO₂")
        case .collected: ("Sammelmenge", "Collected")
        case .emptyings: ("Leerungen", "Emptyings")
        case .sensedShort: ("{sensed} vom Sensor, {reported} gemeldet", "{sensed} sensed, {reported} reported")
        case .plannedDone: ("geplant und geleert", "planned and emptied")
        case .levelAtEmptying: ("Füllstand bei Leerung", "Level at emptying")
        case .levelSpread:
            (
                "Median; 8 von 10 zwischen {low} und {high}; {count} Leerungen",
                "median; 8 in 10 between {low} and {high}; {count} emptyings"
            )
        case .overfullHours: ("Überfüllt", "Overfull")
        case .overfullOf: ("{share} von {hours} h beobachtet, {episodes}-mal", "{share} of {hours} h observed, {episodes} times")
        case .observed: ("{observed} von {slots} Behältern mit Messungen", "{observed} of {slots} containers with readings")
        case .emptiedMass: ("aus Füllständen geschätzt", "estimated from levels")
        case .estimate: ("Entfernungen geschätzt", "distances estimated")
        case .method:
            (
                "Strecke, Zeit, Kraftstoff und CO₂ sind die der Pläne; Fahrzeuge werden nicht verfolgt. Leerungen und Füllstände sind gemessen oder gemeldet. Ein Füllstand gilt bis zum nächsten, bis zur Leerung, höchstens aber so lange, bis ein Sensor als stumm zählt.",
                "Distance, time, fuel and CO₂ are those of the plans; vehicles are not tracked. Emptyings and levels are measured or reported. A level holds until the next one, until the emptying, and no longer than until a sensor counts as silent."
            )
        case .byDay: ("Nach Tagen", "By day")
        case .byFraction: ("Nach Fraktionen", "By fraction")
        case .fraction: ("Fraktion", "Fraction")
        case .slots: ("Behälter", "Containers")
        case .notesOnData: ("Zur Datenlage", "On the data")
        case .leftOut: ("Fällig, aber nicht im Plan", "Due, but not in the plan")
        case .container: ("Behälter", "Container")
        case .reason: ("Grund", "Reason")
        case .obstacle: ("Hindernis", "Obstacle")
        case .violations: ("Verletzte Regeln", "Broken rules")
        case .plan: ("Plan {id}", "Plan {id}")
        case .hotLead:
            ("Standplätze, die oft überfüllt sind; die schlimmsten zuerst.", "Sites that are overfull often; worst first.")
        case .hotNone: ("Kein Standplatz war oft überfüllt.", "No site was overfull often.")
        case .hotLimits:
            (
                "Aufgeführt ab {episodes}-mal überfüllt oder ab {share} der beobachteten Zeit (Annahmen). Beobachtet: {observed} von {all} Standplätzen, {from} bis {to}.",
                "Listed from {episodes} times overfull or {share} of the observed time on (assumptions). Observed: {observed} of {all} sites, {from} to {to}."
            )
        case .site: ("Standplatz", "Site")
        case .district: ("Ortsteil", "District")
        case .overfull: ("Überfüllt", "Overfull")
        case .share: ("Anteil", "Share")
        case .episodes: ("Male", "Times")
        case .highest: ("höchster", "Highest")
        case .readings: ("Messungen", "Readings")
        case .worst: ("Behälter", "Containers")
        case .days90: ("3 Monate", "3 months")
        case .days180: ("6 Monate", "6 months")
        case .days365: ("1 Jahr", "1 year")
        case .sizeLead:
            (
                "Wo Behälter und Rhythmus nicht zu dem passen, was eingeworfen wird.",
                "Where container and rhythm do not fit what is thrown in."
            )
        case .sizeNone:
            (
                "Keine Vorschläge: alles passt, oder es gibt noch zu wenige Leerungen.",
                "No suggestions: all fits, or there are too few emptyings yet."
            )
        case .sizeLimits:
            (
                "Beurteilt ab {observations} Leerungen mit bekanntem Füllstand: {judged} von {all} Behältern, {from} bis {to}. Ziel: 9 von 10 Leerungen knapp unter der Schwelle der Stadt.",
                "Judged from {observations} emptyings with a known level on: {judged} of {all} containers, {from} to {to}. Aim: 9 of 10 emptyings just below the town's threshold."
            )
        case .verdict: ("Befund", "Finding")
        case .underused: ("zu früh geleert", "emptied too early")
        case .overfullVerdict: ("oft überfüllt", "often overfull")
        case .observations: ("Leerungen", "Emptyings")
        case .median: ("Median", "Median")
        case .high: ("9 von 10 unter", "9 in 10 below")
        case .interval: ("Abstand", "Interval")
        case .suggestion: ("Vorschlag", "Suggestion")
        case .saves: ("Wirkung", "Effect")
        case .savesYear: ("spart {count} Leerungen im Jahr", "saves {count} emptyings a year")
        case .costsYear: ("kostet {count} Leerungen im Jahr", "costs {count} emptyings a year")
        case .judged: ("beurteilt", "judged")
        case .plotEmptied: ("geleert", "emptied")
        case .plotPlanned: ("geplant", "planned")
        case .plotLabel:
            (
                "Leerungen je Tag, geplant und geleert; die Werte stehen in der Tabelle.",
                "Emptyings a day, planned and done; the values are in the table."
            )
        case .evaluation: ("Auswertung", "Evaluation")
        case .evaluationLead:
            (
                "Was die gefahrenen Wochen gegenüber dem festen Rhythmus gespart haben, oder dass sie nichts gespart haben.",
                "What the driven weeks saved against the fixed rhythm, or that they saved nothing."
            )
        case .evaluationFrom: ("Von", "From")
        case .evaluationTo: ("Bis", "To")
        case .evaluate: ("Auswerten", "Evaluate")
        case .weeks4: ("4 Wochen", "4 weeks")
        case .weeks12: ("12 Wochen", "12 weeks")
        case .weeks26: ("26 Wochen", "26 weeks")
        case .evaluationRunning: ("Wird gerechnet … {seconds} s", "Computing … {seconds} s")
        case .evaluationWait:
            (
                "Der feste Plan wird Tag für Tag nachgefahren; das dauert etwa eine Sekunde je Tag, hier rund {seconds} s. Die Seite zeigt das Ergebnis von selbst.",
                "The fixed plan is driven again day by day; that takes about a second a day, here about {seconds} s. The page shows the result by itself."
            )
        case .evaluationLook: ("Nachsehen", "Look again")
        case .evaluationRefused: ("Keine Aussage möglich", "No finding possible")
        case .evaluationNotNow: ("Die Auswertung ist fehlgeschlagen.", "The evaluation failed.")
        case .driven: ("Gefahren", "Driven")
        case .fixedPlan: ("Fester Plan", "Fixed plan")
        case .difference: ("Unterschied", "Difference")
        case .difference95: ("Bereich (95 %)", "Range (95%)")
        case .shownLess: ("Nachgewiesen weniger: {names}.", "Shown to be less: {names}.")
        case .notDoneList: ("Geplant, aber nicht geleert", "Planned, but not emptied")
        case .measure: ("Größe", "Measure")
        case .savingShown: ("weniger, nachgewiesen", "less, shown")
        case .notShown: ("nicht nachgewiesen", "not shown")
        case .evaluationBasis: ("{weeks} ganze Wochen, {from} bis {to}", "{weeks} whole weeks, {from} to {to}")
        case .rangePlot: ("Unterschied zum festen Plan mit Bereich", "Difference to the fixed plan with its range")
        case .rangeHint:
            (
                "Punkt: gemessener Unterschied. Balken: Bereich, in dem er mit 95 % liegt. Liegt der ganze Balken links der Null, ist weniger nachgewiesen.",
                "Dot: the difference measured. Bar: the range in which it lies with 95%. Where the whole bar lies left of zero, less is shown."
            )
        case .less: ("weniger", "less")
        case .more: ("mehr", "more")
        case .kilometresByWeek: ("Strecke je Woche (km)", "Distance by week (km)")
        case .overflowByWeek: ("Überfüllte Stunden je Woche", "Overfull hours by week")
        case .week: ("Woche ab", "Week from")
        case .byWeek: ("Nach Wochen, als Tabelle", "By week, as a table")
        case .methodTitle: ("So wurde gerechnet", "How it was computed")
        case .computedAt: ("gerechnet {time}", "computed {time}")
        case .evaluationData: ("Worauf es beruht", "What it rests on")
        case .measuredSlots: ("Gemessene Stellplätze", "Measured slots")
        case .plannedDays: ("Arbeitstage mit Plan", "Working days with a plan")
        case .drivenShare: ("Geplantes am Tag geleert", "Planned, emptied on the day")
        case .rangeOf: ("von {all}", "of {all}")
        case .lookBack: ("Rückblick", "Look back")
        case .stationed: ("Fahrzeug", "Vehicle")
        case .vehicle: ("Fahrzeug", "Vehicle")
        }
    }
}
