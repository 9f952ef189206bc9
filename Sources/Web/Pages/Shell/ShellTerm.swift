/// Words of what stands around every page, and of what scripts say everywhere.
enum ShellTerm: String, Catalogue {
    case languageName, skip, navigation, accessibility, signIn, signOut, key, keyHint, keyWrong, keyTooOften, towns, townsLead
    case noTowns, programs, openAPI, readiness, figures
    case today, map, alarms, devices, reports, settings
    case notFound, notFoundLead, failed, failedLead, notAvailable, backHome, requestNumber
    case stale, offline, reconnected, close, cancel, confirm, undo, save, working, failedRequest, failedNetwork, retry
    case mapMissing, mapCopyright, mapLabel, mapZoomIn, mapZoomOut, cluster, loading, noData, print

    static let group = "shell"

    var texts: (german: String, english: String) {
        switch self {
        case .languageName: ("Deutsch", "English")
        case .skip: ("Zum Inhalt", "Skip to content")
        case .navigation: ("Hauptnavigation", "Main navigation")
        case .accessibility: ("Barrierefreiheit", "Accessibility")
        case .signIn: ("Anmelden", "Sign in")
        case .signOut: ("Abmelden", "Sign out")
        case .key: ("Schlüssel", "Key")
        case .keyHint:
            (
                "Der API-Schlüssel dieser Installation. Wer sie betreibt, kennt ihn.",
                "The API key of this installation. Whoever runs it knows it."
            )
        case .keyWrong: ("Das ist nicht der richtige Schlüssel.", "That is not the right key.")
        case .keyTooOften:
            ("Zu viele falsche Versuche. Bitte eine Minute warten.", "Too many wrong attempts. Please wait for a minute.")
        case .towns: ("Städte", "Towns")
        case .townsLead:
            (
                "Füllort leert öffentliche Behälter nach Bedarf statt nach Gewohnheit.",
                "Füllort empties public containers by need instead of by habit."
            )
        case .noTowns:
            (
                "Noch keine Stadt. „fuellort containers import ORDNER“ liest eine ein.",
                "No town yet. `fuellort containers import FOLDER` reads one in."
            )
        case .programs: ("Für Programme", "For programs")
        case .openAPI: ("Beschreibung aller Adressen (OpenAPI 3.1)", "description of all addresses (OpenAPI 3.1)")
        case .readiness: ("ob alles bereit ist", "whether everything is ready")
        case .figures: ("Messwerte für Prometheus", "figures for Prometheus")
        case .today: ("Heute", "Today")
        case .map: ("Karte", "Map")
        case .alarms: ("Alarme", "Alarms")
        case .devices: ("Geräte", "Devices")
        case .reports: ("Berichte", "Reports")
        case .settings: ("Einstellungen", "Settings")
        case .notFound: ("Nicht gefunden", "Not found")
        case .notFoundLead: ("Unter dieser Adresse gibt es nichts.", "There is nothing at this address.")
        case .failed: ("Das hat nicht geklappt", "That did not work")
        case .failedLead:
            ("Der Dienst konnte diese Seite nicht liefern.", "The service could not deliver this page.")
        case .notAvailable: ("Gerade nicht verfügbar", "Not available now")
        case .backHome: ("Zur Startseite", "To the start page")
        case .requestNumber: ("Kennung für das Protokoll: {id}", "Identifier in the log: {id}")
        case .stale:
            (
                "Keine Verbindung zum Dienst. Stand der Anzeige: {time}.",
                "No connection to the service. Shown as of {time}."
            )
        case .offline: ("Kein Netz.", "No network.")
        case .reconnected: ("Wieder verbunden.", "Connected again.")
        case .close: ("Schließen", "Close")
        case .cancel: ("Abbrechen", "Cancel")
        case .confirm: ("Bestätigen", "Confirm")
        case .undo: ("Rückgängig", "Undo")
        case .save: ("Speichern", "Save")
        case .working: ("Wird bearbeitet …", "Working …")
        case .failedRequest: ("Abgelehnt: {detail}", "Refused: {detail}")
        case .failedNetwork: ("Der Dienst antwortet nicht.", "The service does not answer.")
        case .retry: ("Noch einmal", "Try again")
        case .mapMissing:
            (
                "Die Karte fehlt auf diesem Rechner (Pakete libjs-leaflet und libjs-leaflet.markercluster). Die Listen zeigen dasselbe.",
                "The map is missing on this machine (packages libjs-leaflet and libjs-leaflet.markercluster). The lists show the same."
            )
        case .mapCopyright: ("© OpenStreetMap-Mitwirkende", "© OpenStreetMap contributors")
        case .mapLabel: ("Karte", "Map")
        case .mapZoomIn: ("Hineinzoomen", "Zoom in")
        case .mapZoomOut: ("Herauszoomen", "Zoom out")
        case .cluster: ("{count} Behälter", "{count} containers")
        case .loading: ("Wird geladen …", "Loading …")
        case .noData: ("keine Daten", "no data")
        case .print: ("Drucken", "Print")
        }
    }
}
