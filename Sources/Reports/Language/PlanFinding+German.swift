import Model

extension PlanFinding {
    /// The sentence in German, with the same figures as the English one.
    var german: String {
        switch self {
        case .wrongTown: "Der Plan gehört zu „{plan}“, nicht zu „{town}“."
        case .noCollectionDay: "Am {day} wird nicht gesammelt, der Plan hat aber Touren ({count})."
        case .vehicleTwice: "Fahrzeug „{vehicle}“ hat am {day} mehr als eine Tour."
        case .slotTwice: "Stellplatz „{slot}“ wird mehr als einmal geleert."
        case .leftOutTwice: "Stellplatz „{slot}“ steht mehr als einmal unter „bleibt stehen“."
        case .leftOutAndEmptied: "Stellplatz „{slot}“ steht unter „bleibt stehen“, obwohl eine Tour ihn leert."
        case .dueMissing: "Stellplatz „{slot}“ ist fällig, aber keine Tour leert ihn und kein Grund ist genannt."
        case .unknownVehicle: "Es gibt kein Fahrzeug „{vehicle}“."
        case .senseless: "Eine Zeit, ein Weg oder eine Ladung ist unmöglich; die Tour wurde nicht weiter geprüft."
        case .outOfService: "Fahrzeug „{vehicle}“ ist am {day} nicht im Dienst."
        case .noShift: "Fahrzeug „{vehicle}“ hat an diesem Wochentag keine Schicht ({weekday})."
        case .wrongStart: "Die Tour beginnt nicht am Betriebshof „{depot}“ des Fahrzeugs „{vehicle}“."
        case .wrongEnd: "Die Tour endet nicht am Betriebshof „{depot}“ des Fahrzeugs „{vehicle}“."
        case .depotBetween: "Die Tour fährt zwischendurch zum Betriebshof."
        case .wayBeforeStart: "Vor dem ersten Halt liegt kein Weg, angegeben sind {metres} m."
        case .wrongWay: "Der Weg ist {metres} m lang, angegeben sind {stated} m."
        case .wrongWayTime: "Der Weg dauert {seconds} s, angegeben sind {stated} s."
        case .negativeTime: "Eine Zeit oder ein Weg ist negativ."
        case .wrongArrival: "Die Ankunft wäre {time} Uhr, angegeben ist {stated} Uhr."
        case .wrongDeparture: "Die Abfahrt wäre {time} Uhr, angegeben ist {stated} Uhr."
        case .unknownSite: "Es gibt keinen Standplatz „{site}“."
        case .missingSkill: "Standplatz „{site}“ verlangt {skills}; das hat Fahrzeug „{vehicle}“ nicht."
        case .emptiedElsewhere: "Ein Behälter wird abseits jedes Standplatzes geleert."
        case .serviceTooShort: "{count} Behälter brauchen {seconds} s, geplant sind {stated} s."
        case .unknownSlot: "Es gibt keinen Stellplatz „{slot}“."
        case .wrongSite: "Stellplatz „{slot}“ gehört zum Standplatz „{site}“, nicht zu „{stated}“."
        case .inactiveSlot: "Stellplatz „{slot}“ ist nicht aktiv."
        case .wrongFraction: "Fahrzeug „{vehicle}“ kann {stated} von Stellplatz „{slot}“ ({fraction}) nicht laden."
        case .noContainer: "Stellplatz „{slot}“ hat keinen Behälter, oder dessen Typ fehlt."
        case .wrongMethod: "Fahrzeug „{vehicle}“ kann „{type}“ von Stellplatz „{slot}“ nicht leeren (nötig: {method})."
        case .wrongAmount:
            "Stellplatz „{slot}“ enthält bei {percent} {kilograms} kg und {litres} l, angegeben sind {stated_kilograms} kg und {stated_litres} l."
        case .unknownDisposalSite: "Es gibt keine Entsorgungsanlage „{site}“."
        case .mayNotTip: "Fahrzeug „{vehicle}“ darf bei „{site}“ nicht kippen."
        case .tippingTooShort: "Das Kippen bei „{site}“ braucht {seconds} s, geplant sind {stated} s."
        case .overloaded: "{kilograms} kg geladen, die Zuladung von Fahrzeug „{vehicle}“ ist {limit} kg."
        case .wrongLoad:
            "Geladen sind {kilograms} kg und {litres} l, angegeben sind {stated_kilograms} kg und {stated_litres} l."
        case .notTipped: "Das Fahrzeug kommt mit {fractions} an Bord zurück: vor dem Betriebshof kippen."
        case .mixedChamber: "{fraction} liegt in einer Kammer mit {other}, das die Anlage „{site}“ nicht annimmt."
        case .nothingTaken: "Die Anlage „{site}“ nimmt nichts von der Ladung an ({fractions})."
        case .noRoom: "{litres} l {fractions} geladen, Fahrzeug „{vehicle}“ hat dafür {limit} l."
        case .wrongTotal: "{name} beträgt {found}, angegeben ist {stated}."
        case .siteClosed: "Standplatz „{site}“ ist um {time} Uhr geschlossen (offen {hours})."
        case .disposalSiteClosed: "Die Anlage „{site}“ ist um {time} Uhr geschlossen (offen {hours})."
        case .depotClosed: "Der Betriebshof „{site}“ ist um {time} Uhr geschlossen (offen {hours})."
        case .quietHours:
            "Die Arbeit am Standplatz „{site}“ ({zone}) um {time} Uhr liegt in der Ruhezeit; erlaubt ist {hours} Uhr, nicht an Sonn- und Feiertagen ({source})."
        case .leavesEarly: "Die Tour fährt um {time} Uhr los, die Schicht beginnt um {limit} Uhr."
        case .endsLate: "Die Tour endet um {time} Uhr, die Schicht um {limit} Uhr."
        case .longerThanShift: "{hours} Arbeit, die Schicht hat {limit}."
        case .workingTime: "{hours} Arbeit, erlaubt sind 10 h (ArbZG §3)."
        case .breaksTooShort: "{hours} Arbeit mit {minutes} min Pause, nötig sind {owed} min (ArbZG §4)."
        case .tooLongWithoutBreak: "{hours} Arbeit ohne Pause seit {time} Uhr, erlaubt sind 6 h (ArbZG §4)."
        case .drivingTime:
            "{hours} Lenkzeit ohne 45 min Pause (oder 15 und 30), erlaubt sind 4 h 30 min (VO (EG) 561/2006 Art. 7)."
        case .restTooShort:
            "Nur {hours} Ruhezeit seit der Tour des Vortags, die um {time} Uhr endete; nötig sind 11 h (ArbZG §5)."
        }
    }
}
