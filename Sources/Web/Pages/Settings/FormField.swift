import Model
import Reports

/// A field of a form, as `settings.js` makes it: the members of a town file, with what each may hold. What is right is decided by the
/// service alone; the form only makes the common faults rare.
struct FormField: Encodable, Sendable {
    var name: String
    var label: String
    var kind: Kind
    var isRequired: Bool
    /// For `choice` and `choices`; for `map`, the names of its keys.
    var options: [Option]?
    /// For `group` and `list`; for `map`, of each value.
    var fields: [FormField]?

    enum Kind: String, Encodable, Sendable {
        case text, note, number, integer, flag, choice, choices, words, day, days, time, group, list, map
        /// Seconds in the files; people read minutes, or hours and minutes as `8:30`.
        case minutes, hours
        /// A share in the files.
        case percent
    }

    struct Option: Encodable, Sendable {
        var value: String
        var text: String
    }
}

/// The forms of all kinds of things.
struct SettingsForms {
    let view: TownView

    func fields(of kind: TownEntityKind) -> [FormField] {
        switch kind {
        case .town:
            [
                field(.id, .text, required: true), field(.name, .text, required: true), field(.time_zone, .text),
                choice(.language, ["de", "en"]),
            ]
        case .rules: rules
        case .containerTypes:
            [
                field(.id, .text, required: true), field(.name, .text, required: true),
                field(.usable_volume_litres, .number, required: true),
                field(.inner_height_millimetres, .number, required: true), field(.sensor_offset_millimetres, .number),
                choice(.emptying_method, EmptyingMethod.allCases.map(\.rawValue), required: true),
                field(.service_seconds, .minutes),
            ]
        case .containers:
            [
                field(.id, .text, required: true),
                reference(.type, view.data.containerTypes.map { ($0.id.rawValue, $0.name) }, required: true),
                field(.inspection_due, .day),
            ]
        case .devices:
            [
                field(.id, .text, required: true), field(.model, .text), field(.installed, .day),
                field(.sensor_offset_millimetres, .number),
            ]
        case .sites:
            [field(.id, .text, required: true), field(.name, .text, required: true)] + position
                + [
                    field(.district, .text), choice(.zone, Zone.allCases.map(\.rawValue)), windows,
                    field(.setup_seconds, .minutes), field(.required_skills, .words), field(.note, .note),
                ]
        case .slots: slots
        case .depots: [field(.id, .text, required: true), field(.name, .text, required: true)] + position + [windows]
        case .disposalSites:
            [field(.id, .text, required: true), field(.name, .text, required: true)] + position
                + [fractions(required: true), windows, field(.service_seconds, .minutes)]
        case .vehicles: vehicles
        case .schoolHolidays: [field(.id, .text, required: true), field(.name, .text, required: true)] + period
        case .events: events
        }
    }

    private var position: [FormField] {
        [field(.latitude, .number, required: true), field(.longitude, .number, required: true)]
    }

    private var period: [FormField] { [field(.from, .day, required: true), field(.to, .day, required: true)] }

    private var events: [FormField] {
        [
            field(.id, .text, required: true), field(.kind, .text, required: true), field(.name, .text, required: true),
        ] + period + [
            field(.sites, .words), field(.district, .text), choice(.zone, Zone.allCases.map(\.rawValue)),
            fractions(required: false), field(.expected_factor, .number),
        ]
    }

    private var slots: [FormField] {
        [
            field(.id, .text, required: true),
            reference(.site, view.data.sites.map { ($0.id.rawValue, $0.name) }, required: true),
            FormField(
                name: "fraction", label: view(FieldTerm.fraction), kind: .choice, isRequired: true, options: fractionOptions),
            field(.container, .text), field(.device, .text), field(.rhythm_every_weeks, .integer),
            choices(.rhythm_weekdays, weekdayOptions), field(.rhythm_anchor, .day), field(.must_empty_level, .percent),
            field(.maximum_age_days, .number), field(.is_active, .flag), field(.note, .note),
        ]
    }

    private var vehicles: [FormField] {
        [
            field(.id, .text, required: true), field(.name, .text, required: true),
            reference(.depot, view.data.depots.map { ($0.id.rawValue, $0.name) }, required: true),
            field(.payload_kilograms, .number, required: true), field(.is_available, .flag),
            choices(.emptying_methods, EmptyingMethod.allCases.map { .init(value: $0.rawValue, text: word($0.rawValue)) }),
            group(.list, .compartments, [fractions(required: true), field(.volume_litres, .number, required: true)]),
            field(.skills, .words),
            group(
                .group, .shift,
                [
                    field(.start, .time), field(.length_seconds, .hours), choices(.weekdays, weekdayOptions),
                    choice(.rule_set, TourRuleSet.allCases.map(\.rawValue)),
                ]),
            group(
                .group, .energy,
                [
                    choice(.carrier, Energy.Carrier.allCases.map(\.rawValue)), field(.per_100_kilometres, .number),
                    field(.carbon_dioxide_kilograms_per_unit, .number),
                ]), field(.speed_factor, .number),
            choices(.disposal_sites, view.data.disposalSites.map { .init(value: $0.id.rawValue, text: $0.name) }),
            field(.road_profile, .text), field(.note, .note),
        ]
    }

    private var rules: [FormField] {
        let zone = choice(.zone, Zone.allCases.map(\.rawValue), required: true)
        let hours = [field(.allowed_from, .time, required: true), field(.allowed_until, .time, required: true)]
        return [
            group(
                .group, .thresholds,
                [
                    field(.take_along, .percent), field(.must_empty, .percent), field(.critical, .percent),
                    field(.silent_after_hours, .number), field(.battery_warning_percent, .number),
                ]),
            group(
                .map, .fractions,
                [
                    field(.density_kilograms_per_cubic_metre, .number), field(.compaction, .number),
                    field(.maximum_age_days, .number), field(.typical_fill_per_day, .percent),
                    field(.level_at_emptying, .percent),
                ], keys: fractionOptions),
            group(
                .group, .service,
                [
                    field(.site_seconds, .minutes), field(.crane_seconds, .minutes), field(.lift_seconds, .minutes),
                    field(.manual_seconds, .minutes), field(.disposal_seconds, .minutes),
                ]),
            group(
                .list, .quiet_hours,
                [zone] + hours + [choices(.weekdays, weekdayOptions), field(.source, .text, required: true)]),
            group(
                .list, .quiet_hour_exceptions,
                [zone, field(.first_day, .day, required: true), field(.last_day, .day, required: true)] + hours
                    + [field(.reason, .text, required: true)]),
            group(
                .group, .travel,
                [
                    field(.detour_factor, .number),
                    group(
                        .list, .speeds,
                        [field(.up_to_metres, .number, required: true), field(.kilometres_per_hour, .number, required: true)]),
                ]), field(.closed_days, .days), field(.observes_public_holidays, .flag),
        ]
    }

    private var windows: FormField {
        group(
            .list, .opening_windows,
            [choices(.weekdays, weekdayOptions), field(.opens, .time, required: true), field(.closes, .time, required: true)])
    }

    private var weekdayOptions: [FormField.Option] {
        Weekday.allCases.map { day in
            let name = Phrase.weekdays[day.mondayIndex].text(in: view.language)
            return .init(value: day.rawValue, text: String(name.prefix(view.language == .german ? 2 : 3)))
        }
    }

    private var fractionOptions: [FormField.Option] {
        let own = view.data.rules.fractions.keys.map { Fraction(rawValue: $0) }
        return Set(Fraction.known + own).sorted().map { .init(value: $0.rawValue, text: view.wording.name($0)) }
    }

    private func fractions(required: Bool) -> FormField {
        FormField(
            name: "fractions", label: view(FieldTerm.fractions), kind: .choices, isRequired: required, options: fractionOptions)
    }

    private func field(_ term: FieldTerm, _ kind: FormField.Kind, required: Bool = false) -> FormField {
        FormField(name: term.rawValue, label: view(term), kind: kind, isRequired: required)
    }

    private func choice(_ term: FieldTerm, _ words: [String], required: Bool = false) -> FormField {
        FormField(
            name: term.rawValue, label: view(term), kind: .choice, isRequired: required,
            options: words.map { .init(value: $0, text: word($0)) })
    }

    private func choices(_ term: FieldTerm, _ options: [FormField.Option]) -> FormField {
        FormField(name: term.rawValue, label: view(term), kind: .choices, isRequired: false, options: options)
    }

    private func reference(_ term: FieldTerm, _ things: [(String, String)], required: Bool) -> FormField {
        FormField(
            name: term.rawValue, label: view(term), kind: .choice, isRequired: required,
            options: things.sorted { $0.1 < $1.1 }.map { .init(value: $0.0, text: $0.1 == $0.0 ? $0.1 : "\($0.1) (\($0.0))") })
    }

    private func group(
        _ kind: FormField.Kind, _ term: FieldTerm, _ fields: [FormField], keys: [FormField.Option]? = nil
    ) -> FormField {
        FormField(name: term.rawValue, label: view(term), kind: kind, isRequired: false, options: keys, fields: fields)
    }

    /// A word of the files in the reader's language; the word itself where there is none.
    private func word(_ word: String) -> String { WordTerm(rawValue: word).map { view($0) } ?? word }
}

/// The words that choices of forms hold.
enum WordTerm: String, Catalogue {
    case crane, rearLift, sideLift, manual, residential, mixed, commercial, industrial, publicContainers, doorToDoor, diesel,
        electric
    case de, en

    static let group = "word"

    var texts: (german: String, english: String) {
        switch self {
        case .crane: ("Kran", "crane")
        case .rearLift: ("Hecklader", "rear lift")
        case .sideLift: ("Seitenlader", "side lift")
        case .manual: ("von Hand", "by hand")
        case .residential: ("Wohngebiet", "residential")
        case .mixed: ("Mischgebiet", "mixed")
        case .commercial: ("Gewerbegebiet", "commercial")
        case .industrial: ("Industriegebiet", "industrial")
        case .publicContainers: ("öffentliche Behälter", "public containers")
        case .doorToDoor: ("Haus zu Haus", "door to door")
        case .diesel: ("Diesel", "diesel")
        case .electric: ("Strom", "electric")
        case .de: ("Deutsch", "German")
        case .en: ("Englisch", "English")
        }
    }
}
