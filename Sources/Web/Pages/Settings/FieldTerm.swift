// swift-format-ignore-file: AlwaysUseLowerCamelCase

/// What the fields of forms are called: one for each member of the town files.
enum FieldTerm: String, Catalogue {
    case id, name, time_zone, language, type, inspection_due, model, installed
    case usable_volume_litres, inner_height_millimetres, sensor_offset_millimetres, emptying_method, service_seconds
    case latitude, longitude, district, zone, opening_windows, setup_seconds, required_skills, note
    case weekdays, opens, closes, fractions
    case site, fraction, container, device, rhythm_every_weeks, rhythm_weekdays, rhythm_anchor, must_empty_level, maximum_age_days
    case is_active
    case depot, payload_kilograms, compartments, volume_litres, emptying_methods, skills, shift, start, length_seconds, rule_set
    case energy, carrier, per_100_kilometres, carbon_dioxide_kilograms_per_unit, speed_factor, disposal_sites, is_available
    case road_profile
    case thresholds, take_along, must_empty, critical, silent_after_hours, battery_warning_percent
    case density_kilograms_per_cubic_metre, compaction, typical_fill_per_day, level_at_emptying
    case service, site_seconds, crane_seconds, lift_seconds, manual_seconds, disposal_seconds
    case quiet_hours, quiet_hour_exceptions, allowed_from, allowed_until, source, first_day, last_day, reason
    case travel, detour_factor, speeds, up_to_metres, kilometres_per_hour, closed_days, observes_public_holidays
    case kind, from, to, sites, expected_factor

    static let group = "field"

    var texts: (german: String, english: String) {
        switch self {
        case .id: ("Kennung", "Identifier")
        case .name: ("Name", "Name")
        case .time_zone: ("Zeitzone", "Time zone")
        case .language: ("Sprache", "Language")
        case .type: ("Behältertyp", "Container type")
        case .inspection_due: ("Nächste UVV-Prüfung", "Next safety inspection")
        case .model: ("Modell", "Model")
        case .installed: ("Eingebaut am", "Installed on")
        case .usable_volume_litres: ("Nutzvolumen (l)", "Usable volume (l)")
        case .inner_height_millimetres: ("Innenhöhe (mm)", "Inner height (mm)")
        case .sensor_offset_millimetres: ("Sensor über der Füllgrenze (mm)", "Sensor above the brim (mm)")
        case .emptying_method: ("Leerung durch", "Emptied by")
        case .service_seconds: ("Zeit je Leerung (min)", "Time per emptying (min)")
        case .latitude: ("Breite (°)", "Latitude (°)")
        case .longitude: ("Länge (°)", "Longitude (°)")
        case .district: ("Ortsteil", "District")
        case .zone: ("Gebiet", "Zone")
        case .opening_windows: ("Öffnungszeiten", "Opening hours")
        case .setup_seconds: ("Zeit je Halt (min)", "Time per stop (min)")
        case .required_skills: ("Verlangt vom Fahrzeug", "Demanded of the vehicle")
        case .note: ("Notiz", "Note")
        case .weekdays: ("Wochentage", "Weekdays")
        case .opens: ("von", "from")
        case .closes: ("bis", "until")
        case .fractions: ("Fraktionen", "Fractions")
        case .site: ("Standplatz", "Site")
        case .fraction: ("Fraktion", "Fraction")
        case .container: ("Behälter", "Container")
        case .device: ("Gerät", "Device")
        case .rhythm_every_weeks: ("Rhythmus: alle … Wochen", "Rhythm: every … weeks")
        case .rhythm_weekdays: ("Rhythmus: Wochentage", "Rhythm: weekdays")
        case .rhythm_anchor: ("Rhythmus: zählt ab", "Rhythm: counts from")
        case .must_empty_level: ("Eigene Schwelle (%)", "Own threshold (%)")
        case .maximum_age_days: ("Höchste Standzeit (Tage)", "Longest standing time (days)")
        case .is_active: ("In Betrieb", "In use")
        case .depot: ("Betriebshof", "Depot")
        case .payload_kilograms: ("Zuladung (kg)", "Payload (kg)")
        case .compartments: ("Kammern", "Compartments")
        case .volume_litres: ("Volumen (l)", "Volume (l)")
        case .emptying_methods: ("Kann leeren", "Can empty")
        case .skills: ("Erfüllt", "Meets")
        case .shift: ("Schicht", "Shift")
        case .start: ("Beginn", "Start")
        case .length_seconds: ("Dauer ohne Pausen (h:mm)", "Length without breaks (h:mm)")
        case .rule_set: ("Lenkzeitregeln", "Driving-time rules")
        case .energy: ("Antrieb", "Energy")
        case .carrier: ("Energieträger", "Carrier")
        case .per_100_kilometres: ("Verbrauch auf 100 km", "Use per 100 km")
        case .carbon_dioxide_kilograms_per_unit: ("CO₂ je Einheit (kg)", "CO₂ per unit (kg)")
        case .speed_factor: ("Fahrzeit-Faktor", "Travel time factor")
        case .disposal_sites: ("Kippt nur bei", "Tips only at")
        case .is_available: ("Verfügbar", "Available")
        case .road_profile: ("Straßenprofil", "Road profile")
        case .thresholds: ("Schwellen", "Thresholds")
        case .take_along: ("Mitnehmen ab (%)", "Take along from (%)")
        case .must_empty: ("Leeren ab (%)", "Must empty from (%)")
        case .critical: ("Kritisch ab (%)", "Critical from (%)")
        case .silent_after_hours: ("Sensor stumm nach (h)", "Sensor silent after (h)")
        case .battery_warning_percent: ("Batteriewarnung unter (%)", "Battery warning below (%)")
        case .density_kilograms_per_cubic_metre: ("Dichte (kg/m³)", "Density (kg/m³)")
        case .compaction: ("Verdichtung", "Compaction")
        case .typical_fill_per_day: ("Übliche Füllung am Tag (%)", "Usual fill per day (%)")
        case .level_at_emptying: ("Üblicher Stand bei Leerung (%)", "Usual level at emptying (%)")
        case .service: ("Zeiten am Behälter", "Service times")
        case .site_seconds: ("je Standplatz (min)", "per site (min)")
        case .crane_seconds: ("Kran (min)", "crane (min)")
        case .lift_seconds: ("Schüttung (min)", "lift (min)")
        case .manual_seconds: ("von Hand (min)", "by hand (min)")
        case .disposal_seconds: ("Kippen (min)", "tipping (min)")
        case .quiet_hours: ("Ruhezeiten", "Quiet hours")
        case .quiet_hour_exceptions: ("Ausnahmen von Ruhezeiten", "Exceptions from quiet hours")
        case .allowed_from: ("erlaubt ab", "allowed from")
        case .allowed_until: ("erlaubt bis", "allowed until")
        case .source: ("Quelle", "Source")
        case .first_day: ("erster Tag", "first day")
        case .last_day: ("letzter Tag", "last day")
        case .reason: ("Grund", "Reason")
        case .travel: ("Geschätzte Wege", "Estimated ways")
        case .detour_factor: ("Umwegfaktor", "Detour factor")
        case .speeds: ("Geschwindigkeiten", "Speeds")
        case .up_to_metres: ("Wege bis (m)", "ways up to (m)")
        case .kilometres_per_hour: ("km/h", "km/h")
        case .kind: ("Art (Wort wie market)", "Kind (a word such as market)")
        case .from: ("erster Tag", "first day")
        case .to: ("letzter Tag", "last day")
        case .sites: ("Standplätze (Kennungen; leer: alle)", "Sites (identifiers; empty: all)")
        case .expected_factor: ("Erwarteter Faktor (2 = doppelt so viel)", "Expected factor (2 = twice as much)")
        case .closed_days: ("Tage ohne Sammlung", "Days without collection")
        case .observes_public_holidays: ("Feiertage in NRW frei", "Public holidays of NRW off")
        }
    }
}
