import Model

/// Words of alarms and of devices that nobody has entered yet.
enum AlarmTerm: String, Catalogue {
    case title, lead, none, open, cleared, all, clearedAt, kind, site, limit, acknowledge, acknowledged,
        acknowledgedBy
    case mustEmpty, critical, overfull, fire, tilt, silent, battery, acknowledgeTitle, by, note, noteHint, more, done
    case claims, claimsLead, claimsNone, messages, firstHeard, lastHeard, claim, slot, model, modelHint, replaces, moves, claimed
    case since, acknowledgeRest, also, kindSince

    static let group = "alarm"

    var texts: (german: String, english: String) {
        switch self {
        case .title: ("Alarme", "Alarms")
        case .lead:
            (
                "Alarme gehen von selbst, wenn der Grund vorbei ist. Quittieren heißt: Jemand hat es gesehen.",
                "Alarms go by themselves when the cause is over. To acknowledge means: somebody has seen it."
            )
        case .none: ("Keine Alarme.", "No alarms.")
        case .open: ("offen", "open")
        case .cleared: ("vorbei", "over")
        case .all: ("alle", "all")
        case .clearedAt: ("vorbei {time}", "over {time}")
        case .kind: ("Alarm", "Alarm")
        case .site: ("Standplatz", "Site")
        case .limit: ("Grenze {value}", "limit {value}")
        case .acknowledge: ("Quittieren", "Acknowledge")
        case .acknowledged: ("Quittiert.", "Acknowledged.")
        case .acknowledgedBy: ("gesehen von {name}, {time}", "seen by {name}, {time}")
        case .mustEmpty: ("muss geleert werden", "must be emptied")
        case .critical: ("kritisch", "critical")
        case .overfull: ("überfüllt", "overfull")
        case .fire: ("Hitze", "heat")
        case .tilt: ("gekippt", "tilted")
        case .silent: ("stumm", "silent")
        case .battery: ("Batterie schwach", "battery low")
        case .acknowledgeTitle: ("{kind}: {site}", "{kind}: {site}")
        case .by: ("Ihr Name", "Your name")
        case .note: ("Notiz", "Note")
        case .noteHint: ("freiwillig", "optional")
        case .more: ("Ältere", "Older")
        case .done: ("Stand der Quittung", "Acknowledgement")
        case .claims: ("Unbekannte Geräte", "Unknown devices")
        case .claimsLead:
            (
                "Diese Geräte senden, stehen aber an keinem Stellplatz. Nach dem Zuordnen werden ihre wartenden Nachrichten verarbeitet.",
                "These devices send, but stand at no slot. Once they are entered their waiting messages are processed."
            )
        case .claimsNone: ("Kein unbekanntes Gerät.", "No unknown device.")
        case .messages: ("{count} Nachrichten warten", "{count} messages are waiting")
        case .firstHeard: ("zuerst {time}", "first {time}")
        case .lastHeard: ("zuletzt {time}", "last {time}")
        case .claim: ("Zuordnen", "Enter")
        case .slot: ("Stellplatz", "Slot")
        case .model: ("Modell", "Model")
        case .modelHint:
            (
                "Hersteller/Modell, zum Beispiel dragino/dds75-lb; leer: eigenes Format",
                "vendor/model, for example dragino/dds75-lb; empty: our own format"
            )
        case .replaces: ("ersetzt das Gerät am Stellplatz", "replaces the device at the slot")
        case .moves: ("zieht von seinem bisherigen Stellplatz um", "moves from its present slot")
        case .claimed: ("Zugeordnet: {stored} Messungen gespeichert.", "Entered: {stored} readings stored.")
        case .since: ("seit {time}", "since {time}")
        case .also: ("dazu {kinds}", "also {kinds}")
        case .kindSince: ("{kind} seit {time}", "{kind} since {time}")
        case .acknowledgeRest: ("Rest quittieren", "Acknowledge the rest")
        }
    }

    init(_ kind: AlarmKind) {
        switch kind {
        case .mustEmpty: self = .mustEmpty
        case .critical: self = .critical
        case .overfull: self = .overfull
        case .fire: self = .fire
        case .tilt: self = .tilt
        case .silent: self = .silent
        case .battery: self = .battery
        }
    }
}
