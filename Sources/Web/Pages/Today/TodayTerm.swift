/// Words of the dispatcher's page.
enum TodayTerm: String, Catalogue {
    case title, today, tomorrow, dayAfter, dueToday, dueOn, dueNext, dueAfter, newDue, changed, doubtful, vehicles, vehiclesHint
    case ofContainers, vehicleOut, vehicleCount, plan, planAgain, planLead, planning, planningStep, planned, noPlan, planHeading
    case planMadeAt, planEdited, figures, figure, thisPlan, yesterday, usual, usualHint, distance, duration, driving, containers,
        sites, lifts
    case loads, diesel, electricity, carbon, collected, leftOutCount, violationCount, basisEstimate
    case timeline, service, tipping, rest, waiting, tours, tour, stops, open, sheet, allSheets, driverLink, driverLinkLead,
        copied, copy
    case leftOut, leftOutLead, obstacle, reason, canWait, violations, violationsLead, noViolations
    case dueList, dueListLead, showAll, place, fraction, level, full, age, changes, changesLead, doubts, doubtsLead, nothing,
        moreRows
    case becameDue, emptied, requested, becameSilent, silent, doubtfulReading, noLevel, lowTrust
    case moveUp, moveDown, moveTo, moveToTour, lock, unlock, locked, lockTour, unlockTour, takeOut, takeIn, whyThis, whyNot,
        stopActions
    case edited, editBreaks, editReason, undoDone, redo, replan, replanLead, replanTitle, replanAccept, replanDiscard,
        replanNothing
    case expectedNow, perDay, added, removed, moved, newlyLeftOut, before, after, dragHint, chosenTour, allTours,
        earliestDeparture, load, arrival
    case progressFinished, done, planOlder, levelsChanged, reload, switchOffLead, position, best, mapOfPlan
    case progressOf, notEmptied, crewReports, reportedFull, photoOf, vehiclesAndCrews, crews, crewsHint, crewsShort, noShift
    case aboutNow, resting, noLonger, shiftAndDue, askWhy, askWhyHint, safeUntil, overflowRisk, threshold

    static let group = "today"

    var texts: (german: String, english: String) {
        switch self {
        case .title: ("Heute", "Today")
        case .today: ("Heute", "Today")
        case .tomorrow: ("Morgen", "Tomorrow")
        case .dayAfter: ("Übermorgen", "In two days")
        case .dueToday: ("Heute fällig", "Due today")
        case .dueOn: ("Fällig am {day}", "Due on {day}")
        case .dueNext: ("Am Tag danach neu", "New the day after")
        case .dueAfter: ("In zwei Tagen neu", "New in two days")
        case .newDue: ("neu fällig", "newly due")
        case .changed: ("Neu seit gestern 18 Uhr", "New since 18:00 yesterday")
        case .doubtful: ("Nicht zu trauen", "Not to be trusted")
        case .vehicles: ("Fahrzeuge", "Vehicles")
        case .vehiclesHint: ("Abwählen, was ausfällt.", "Untick what is out of service.")
        case .ofContainers: ("von {count} Behältern", "of {count} containers")
        case .vehicleOut: ("ausgefallen", "out of service")
        case .vehicleCount: ("{count} von {all} im Einsatz", "{count} of {all} in service")
        case .plan: ("Touren planen", "Plan tours")
        case .planAgain: ("Neu planen", "Plan again")
        case .planLead:
            (
                "Noch kein Plan für diesen Tag. Fahrzeuge prüfen, dann planen.",
                "No plan for this day yet. Check the vehicles, then plan."
            )
        case .planning: ("Plan wird gerechnet … {seconds} s", "Computing the plan … {seconds} s")
        case .planningStep:
            (
                "Plan wird gerechnet … {seconds} s · Teil {part} von {parts}",
                "Computing the plan … {seconds} s · part {part} of {parts}"
            )
        case .planned: ("Der Plan steht.", "The plan is ready.")
        case .noPlan: ("Kein Plan", "No plan")
        case .planHeading: ("Plan für {day}", "Plan for {day}")
        case .planMadeAt: ("gerechnet um {time}", "computed at {time}")
        case .planEdited: ("{count}-mal geändert", "changed {count} times")
        case .figures: ("Kennzahlen", "Key figures")
        case .figure: ("Größe", "Figure")
        case .thisPlan: ("Dieser Plan", "This plan")
        case .yesterday: ("Tag davor", "Day before")
        case .usual: ("Üblich", "Usual")
        case .usualHint: ("Mittel der letzten {count} Plantage", "Mean of the last {count} planned days")
        case .distance: ("Strecke", "Distance")
        case .duration: ("Einsatzzeit", "Time on tour")
        case .driving: ("Fahren", "Driving")
        case .containers: ("Behälter", "Containers")
        case .sites: ("Standplätze", "Sites")
        case .lifts: ("Schüttungen", "Lifts")
        case .loads: ("Fuhren", "Loads")
        case .diesel: ("Diesel", "Diesel")
        case .electricity: ("Strom", "Electricity")
        case .carbon: ("CO₂", "CO₂")
        case .collected: ("Sammelmenge", "Collected")
        case .leftOutCount: ("Fällig, nicht eingeplant", "Due, not planned")
        case .violationCount: ("Verletzte Regeln", "Broken rules")
        case .basisEstimate: ("Wege geschätzt", "Ways estimated")
        case .timeline: ("Tagesverlauf der Fahrzeuge", "Course of the day by vehicle")
        case .service: ("Leeren", "Emptying")
        case .tipping: ("Kippen", "Tipping")
        case .rest: ("Pause", "Break")
        case .waiting: ("Warten", "Waiting")
        case .tours: ("Touren", "Tours")
        case .tour: ("Tour", "Tour")
        case .stops: ("Stopps", "Stops")
        case .open: ("Ansehen", "Show")
        case .sheet: ("Tourenblatt", "Tour sheet")
        case .allSheets: ("Alle Tourenblätter drucken", "Print all tour sheets")
        case .driverLink: ("Link fürs Fahrzeug", "Link for the vehicle")
        case .driverLinkLead:
            (
                "Wer diesen Link hat, sieht diese eine Tour und kann sie abhaken. Er gilt bis {time}.",
                "Whoever has this link sees this one tour and can check it off. It is valid until {time}."
            )
        case .copied: ("Kopiert.", "Copied.")
        case .copy: ("Kopieren", "Copy")
        case .leftOut: ("Fällig, aber nicht eingeplant", "Due, but not planned")
        case .leftOutLead:
            ("Was liegen bleibt, woran es hängt und wie lange es warten kann.", "What stays, why, and how long it can wait.")
        case .obstacle: ("Hindernis", "Obstacle")
        case .reason: ("Grund", "Reason")
        case .canWait: ("Kann warten bis", "Can wait until")
        case .violations: ("Verletzte Regeln", "Broken rules")
        case .violationsLead:
            ("Der Plan bleibt benutzbar; diese Punkte bitte prüfen.", "The plan can still be used; please check these points.")
        case .noViolations: ("Keine Regel verletzt.", "No rule is broken.")
        case .dueList: ("Fällige Behälter", "Containers that are due")
        case .dueListLead: ("Das Dringendste zuerst.", "The most urgent first.")
        case .showAll: ("Alle auf der Karte", "All on the map")
        case .place: ("Ort", "Place")
        case .fraction: ("Fraktion", "Fraction")
        case .level: ("Füllstand", "Level")
        case .full: ("Voll", "Full")
        case .age: ("Alter", "Age")
        case .changes: ("Neu seit gestern Abend", "New since last evening")
        case .changesLead: ("Seit {time}.", "Since {time}.")
        case .doubts: ("Werte, denen nicht zu trauen ist", "Values not to be trusted")
        case .doubtsLead:
            (
                "Diese Behälter werden nach Prognose geplant, nicht nach ihrem letzten Messwert.",
                "These containers are planned by forecast, not by their last reading."
            )
        case .nothing: ("Nichts.", "Nothing.")
        case .moreRows: ("… und {count} weitere", "… and {count} more")
        case .becameDue: ("über die Schwelle gestiegen", "rose above the threshold")
        case .emptied: ("geleert", "emptied")
        case .requested: ("Leerung gemeldet", "emptying asked for")
        case .becameSilent: ("Sensor verstummt", "sensor fell silent")
        case .silent: ("Sensor schweigt", "sensor is silent")
        case .doubtfulReading: ("Messwert zweifelhaft", "reading is doubtful")
        case .noLevel: ("ohne brauchbaren Füllstand", "without a usable level")
        case .lowTrust: ("wenig verlässlich", "little reliable")
        case .moveUp: ("Nach oben", "Move up")
        case .moveDown: ("Nach unten", "Move down")
        case .moveTo: ("Verschieben nach", "Move to")
        case .moveToTour: ("In andere Tour …", "To another tour …")
        case .lock: ("Festhalten", "Lock")
        case .unlock: ("Loslassen", "Unlock")
        case .locked: ("fest", "locked")
        case .lockTour: ("Tour festhalten", "Lock tour")
        case .unlockTour: ("Tour loslassen", "Unlock tour")
        case .takeOut: ("Herausnehmen", "Take out")
        case .takeIn: ("Aufnehmen", "Take in")
        case .whyThis: ("Warum?", "Why?")
        case .whyNot: ("Warum nicht?", "Why not?")
        case .stopActions: ("Stopp {number} ändern", "Change stop {number}")
        case .edited: ("Geändert.", "Changed.")
        case .editBreaks: ("Geändert. Damit verletzt der Plan {count} Regeln.", "Changed. The plan now breaks {count} rules.")
        case .editReason:
            ("Warum trotzdem? (steht im Verlauf)", "Why all the same? (kept in the history)")
        case .undoDone: ("Zurückgenommen.", "Taken back.")
        case .redo: ("Wiederherstellen", "Redo")
        case .replan: ("Rest des Tages neu planen", "Plan the rest of the day again")
        case .replanLead:
            (
                "Was gefahren und was festgehalten ist, bleibt. Den Vorschlag annehmen oder verwerfen.",
                "What is driven and what is locked stays. Accept the proposal or discard it."
            )
        case .replanTitle: ("Vorschlag: alt und neu", "Proposal: old and new")
        case .replanAccept: ("Annehmen", "Accept")
        case .replanDiscard: ("Verwerfen", "Discard")
        case .replanNothing:
            ("Es gibt nichts Besseres: Der Plan bleibt, wie er ist.", "There is nothing better: the plan stays as it is.")
        case .expectedNow: ("Erwartet jetzt", "Expected now")
        case .perDay: ("Zuwachs am Tag", "Growth a day")
        case .added: ("Neu im Plan", "New in the plan")
        case .removed: ("Nicht mehr im Plan", "No longer in the plan")
        case .moved: ("Andere Tour", "Other tour")
        case .newlyLeftOut: ("Bleibt jetzt liegen", "Left out now")
        case .before: ("Alt", "Old")
        case .after: ("Neu", "New")
        case .dragHint:
            (
                "Stopps lassen sich ziehen oder mit den Pfeilen verschieben.",
                "Stops can be dragged or moved with the arrows."
            )
        case .chosenTour: ("Gewählte Tour", "Chosen tour")
        case .allTours: ("Alle Touren", "All tours")
        case .earliestDeparture: ("Abfahrt", "Departure")
        case .load: ("Ladung", "Load")
        case .arrival: ("Ankunft", "Arrival")
        case .progressFinished: ("Tour beendet um {time}", "Tour finished at {time}")
        case .done: ("erledigt {time}", "done {time}")
        case .planOlder: ("Andere Pläne des Tages", "Other plans of the day")
        case .levelsChanged: ("Neue Füllstände sind da.", "New levels are in.")
        case .reload: ("Anzeigen", "Show")
        case .switchOffLead: ("Fahrzeug fällt aus", "Vehicle is out")
        case .position: ("an Stelle", "at place")
        case .best: ("günstigste Stelle", "cheapest place")
        case .progressOf: ("{done} von {all} Halten erledigt", "{done} of {all} stops done")
        case .notEmptied: ("nicht geleert: {reason}", "not emptied: {reason}")
        case .crewReports: ("Vom Fahrzeug gemeldet", "Reported by the crew")
        case .reportedFull: ("Das Fahrzeug meldet sich voll.", "The vehicle reports that it is full.")
        case .photoOf: ("Foto, Halt {number}: {place}", "Photo, stop {number}: {place}")
        case .vehiclesAndCrews: ("Fahrzeuge und Besatzungen", "Vehicles and crews")
        case .crews: ("Besatzungen im Dienst", "Crews on duty")
        case .crewsHint:
            (
                "Sind es weniger als Fahrzeuge, bleibt stehen, was am wenigsten Fälliges leeren könnte.",
                "If there are fewer than vehicles, those stay that could empty the fewest due containers."
            )
        case .crewsShort: ("Ohne Besatzung bleiben stehen: {names}.", "Without a crew these stay: {names}.")
        case .noShift: ("keine Schicht", "no shift")
        case .shiftAndDue: ("ab {from} · {count} fällige", "from {from} · {count} due")
        case .aboutNow: ("jetzt etwa {level}", "now about {level}")
        case .noLonger: ("nicht mehr", "no longer")
        case .resting: ("Nicht im Dienst", "Not on duty")
        case .askWhy: ("Warum (nicht) …?", "Why (not) …?")
        case .askWhyHint:
            (
                "Standplatz oder Stellplatz suchen: warum der Behälter im Plan ist oder nicht, und bis wann das gut geht.",
                "Search a site or slot: why the container is in the plan or not, and until when that is safe."
            )
        case .safeUntil: ("Unbedenklich bis", "Safe until")
        case .overflowRisk: ("Überlaufen vorher", "Overflow before")
        case .threshold: ("Fällig ab", "Due from")
        case .mapOfPlan: ("Karte der Touren", "Map of the tours")
        }
    }
}
