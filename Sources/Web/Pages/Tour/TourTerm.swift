/// Words of the driver's page and of the tour sheet.
enum TourTerm: String, Catalogue {
    case sheet, sheets, day, vehicle, depot, departure, totals, mapSketch, tick, note, tip, rest, end, seen, signature, expected
    case distance, duration, containers, sites, collected, loads, estimated, notes, arrival, place, reason, printedAt
    case title, nextStop, progress, navigate, done, notDone, allDone, whyNot, stillToDo, later, finishTour, finished, finishedAt,
        start
    case finishSure, addPhoto, photoAdded, photoTooLarge, addNote, noteSent, truckFull, truckFullSent, levelSeen, offline,
        waitingReports
    case allSent, refused, undoReport, list, linkEnded, linkEndedLead, storedHere, tipHere, restHere, driveHome, noTracking,
        notePlaceholder
    case noAccess, blockedByCar, notOut, damaged, overloaded, contaminated, sideDeposit, danger, delay, weight, other, noTours,
        back, reasonLevel, reasonOnTheWay

    static let group = "tour"

    var texts: (german: String, english: String) {
        switch self {
        case .sheet: ("Tourenblatt", "Tour sheet")
        case .sheets: ("Tourenblätter", "Tour sheets")
        case .day: ("Tag", "Day")
        case .vehicle: ("Fahrzeug", "Vehicle")
        case .depot: ("Betriebshof", "Depot")
        case .departure: ("Abfahrt", "Departure")
        case .totals: ("Summe", "Totals")
        case .mapSketch: ("Lageskizze (Norden oben)", "Sketch of the places (north is up)")
        case .tick: ("erledigt", "done")
        case .note: ("Bemerkung", "Note")
        case .tip: ("Kippstelle", "Tip")
        case .rest: ("Pause", "Break")
        case .end: ("Ende", "End")
        case .seen: ("gesehen", "seen")
        case .signature: ("Besonderes", "Remarks")
        case .expected: ("erwartet", "expected")
        case .distance: ("Strecke", "Distance")
        case .duration: ("Einsatzzeit", "Time on tour")
        case .containers: ("Behälter", "Containers")
        case .sites: ("Standplätze", "Sites")
        case .collected: ("Sammelmenge", "Collected")
        case .loads: ("Fuhren", "Loads")
        case .estimated: ("Wege und Zeiten geschätzt", "Ways and times estimated")
        case .notes: ("Hinweise", "Notes")
        case .arrival: ("an", "arr.")
        case .place: ("Ort", "Place")
        case .reason: ("Grund", "Reason")
        case .reasonLevel: ("fällig, erreicht {level}", "due, reaches {level}")
        case .reasonOnTheWay: ("liegt am Weg", "on the way")
        case .printedAt: ("Stand {time}", "As of {time}")
        case .title: ("Tour", "Tour")
        case .nextStop: ("Nächster Halt", "Next stop")
        case .progress: ("{done} von {all} Halten erledigt", "{done} of {all} stops done")
        case .navigate: ("Navigation öffnen", "Open navigation")
        case .done: ("Geleert", "Emptied")
        case .notDone: ("Nicht geleert …", "Not emptied …")
        case .allDone: ("Alles geleert", "All emptied")
        case .whyNot: ("Warum nicht geleert?", "Why not emptied?")
        case .stillToDo: ("Noch offen", "Still to do")
        case .later: ("Erst später anfahren", "Come back later")
        case .finishTour: ("Tour beenden", "Finish tour")
        case .finished: ("Tour beendet. Danke!", "Tour finished. Thank you!")
        case .finishedAt: ("beendet um {time}", "finished at {time}")
        case .start: ("Tour beginnen", "Start tour")
        case .finishSure:
            ("Es sind noch {count} Halte offen. Trotzdem beenden?", "{count} stops are still open. Finish all the same?")
        case .addPhoto: ("Foto", "Photo")
        case .photoAdded: ("Foto ist dabei.", "Photo added.")
        case .photoTooLarge: ("Das Foto ist zu groß.", "The photo is too large.")
        case .addNote: ("Notiz", "Note")
        case .noteSent: ("Notiz ist dabei.", "Note added.")
        case .truckFull: ("Fahrzeug voll", "Truck is full")
        case .truckFullSent: ("Gemeldet: Fahrzeug voll.", "Reported: truck is full.")
        case .levelSeen: ("Füllstand gesehen", "Level seen")
        case .offline: ("Kein Netz. Alles wird gemerkt und später gesendet.", "No network. Everything is kept and sent later.")
        case .waitingReports: ("Noch nicht gesendet: {count}", "Not sent yet: {count}")
        case .allSent: ("Alles gesendet", "Everything is sent")
        case .refused: ("Nicht angenommen: {detail}", "Not accepted: {detail}")
        case .undoReport: ("Ändern", "Change")
        case .list: ("Alle Halte", "All stops")
        case .linkEnded: ("Dieser Link gilt nicht mehr", "This link is not valid any more")
        case .linkEndedLead:
            ("Bitte in der Disposition einen neuen Link holen.", "Please ask dispatch for a new link.")
        case .storedHere: ("Auf diesem Gerät gemerkt", "Kept on this device")
        case .tipHere: ("Hier kippen", "Tip here")
        case .restHere: ("Pause machen", "Take a break")
        case .driveHome: ("Zurück zum Betriebshof", "Back to the depot")
        case .noTracking: ("Diese Seite zeichnet keinen Standort auf.", "This page records no position.")
        case .notePlaceholder: ("Was soll die Disposition wissen?", "What should dispatch know?")
        case .noAccess: ("Kein Zugang", "No access")
        case .blockedByCar: ("Zugeparkt", "Blocked by a parked car")
        case .notOut: ("Nicht bereitgestellt", "Not put out")
        case .damaged: ("Defekt", "Damaged")
        case .overloaded: ("Überladen", "Overloaded")
        case .contaminated: ("Fehlwurf", "Contaminated")
        case .sideDeposit: ("Beistellung", "Bags left beside it")
        case .danger: ("Gefahr", "Danger")
        case .delay: ("Verspätung", "Delay")
        case .weight: ("Gewicht", "Weight")
        case .other: ("Sonstiges", "Other")
        case .noTours: ("Dieser Plan hat keine Touren.", "This plan has no tours.")
        case .back: ("Zum Plan", "To the plan")
        }
    }
}
