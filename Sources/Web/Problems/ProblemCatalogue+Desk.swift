extension ProblemCatalogue {
    /// Of `Dispatching` and of changes of plans in `Planning`.
    static let deskWords = [
        // What there is
        "device": "Gerät", "town": "Stadt", "revision": "Fassung", "claim": "unbekanntes Gerät", "container": "Behälter",
        "plan": "Plan", "change": "Änderung", "road network": "Straßennetz", "alarm": "Alarm", "proposal": "Vorschlag",
        "run": "Planung", "tour": "Tour", "vehicle": "Fahrzeug", "slot": "Stellplatz", "site": "Standplatz",
        "depot": "Betriebshof",
        "disposal site": "Entsorgungsanlage", "period of school holidays": "Schulferien", "event": "Veranstaltung", "day": "Tag",
        "container type": "Behältertyp", "rules": "Regeln", "file": "Datei",
        "photo": "Foto",
        "tile": "Kartenausschnitt", "kind": "Art", "entity": "Eintrag", "id": "Kennung", "key": "Schlüssel",
        "There is no %@ '%@'.": "Nicht vorhanden: %@ „%@“.",
        "%@ '%@'": "%@ „%@“",

        // Where to see what there is
        "Plans are listed by `fuellort plan list` and GET …/plans.": "Pläne zeigen „fuellort plan list“ und GET …/plans.",
        "Proposals are made by `fuellort plan replan` and POST …/replan, and end when they are accepted or discarded.":
            "Vorschläge machen „fuellort plan replan“ und POST …/replan; angenommen oder verworfen sind sie vorbei.",
        "Revisions are listed by `fuellort plan history` and GET …/revisions.":
            "Fassungen zeigen „fuellort plan history“ und GET …/revisions.",
        "A plan's tours are shown by `fuellort plan show` and GET …/plans/{plan}/tours.":
            "Die Touren eines Plans zeigen „fuellort plan show“ und GET …/plans/{plan}/tours.",
        "Containers are listed by `fuellort containers list` and GET …/containers, by the name of their slot.":
            "Behälter zeigen „fuellort containers list“ und GET …/containers, unter der Kennung ihres Stellplatzes.",
        "Vehicles are listed by `fuellort vehicles`.": "Fahrzeuge zeigt „fuellort vehicles“.",
        "Sites are listed by `fuellort sites`.": "Standplätze zeigt „fuellort sites“.",
        "Devices are listed by `fuellort devices`.": "Geräte zeigt „fuellort devices“.",
        "Towns are listed by GET /api/v1/towns.": "Städte zeigt GET /api/v1/towns.",
        "Several days are planned without a budget of changes.": "Mehrere Tage werden ohne begrenzte Änderungen geplant.",
        "Plan the day alone.": "Den Tag allein planen.",
        "Use 0 to 100000000.": "0 bis 100000000 angeben.",

        // Plans and their changes
        "No plan can be made.": "Es kann kein Plan gemacht werden.",
        "%@.": "%@.",
        "The plan was made on the road network, ways now are estimated: %@ of its figures do not hold any more.":
            "Der Plan entstand auf dem Straßennetz, jetzt werden Wege geschätzt: %@ seiner Angaben gelten nicht mehr.",
        "The plan was made by estimate, ways now are those of the road network: %@ of its figures do not hold any more.":
            "Der Plan entstand aus Schätzungen, jetzt folgen Wege dem Straßennetz: %@ seiner Angaben gelten nicht mehr.",
        "Use the settings it was made with (roads.file) or plan anew; with a reason it is saved all the same.":
            "Die Einstellungen benutzen, mit denen er entstand (roads.file), oder neu planen; mit einer Begründung wird trotzdem gespeichert.",
        "The change breaks rules: %@.": "Die Änderung verletzt Regeln: %@.",
        "Give a reason to save it all the same.": "Mit einer Begründung wird sie trotzdem gespeichert.",
        "There is nothing to undo.": "Es gibt nichts zurückzunehmen.",
        "There is nothing to redo.": "Es gibt nichts wiederherzustellen.",
        "The plan's history shows what was done.": "Der Verlauf des Plans zeigt, was geschehen ist.",
        "The plan was changed meanwhile.": "Der Plan wurde inzwischen geändert.",
        "Look at the plan as it is now, and try again.": "Den Plan neu ansehen und noch einmal versuchen.",
        "There is no edit.": "Es ist keine Änderung angegeben.",
        "Give at least one.": "Mindestens eine angeben.",
        "There is no vehicle '%@'.": "Ein Fahrzeug „%@“ gibt es nicht.",
        "The town has %@.": "Die Stadt hat %@.",
        "There is no slot '%@'.": "Einen Stellplatz „%@“ gibt es nicht.",
        "Use a slot of the town.": "Einen Stellplatz der Stadt angeben.",
        "There is a plan '%@' already.": "Einen Plan „%@“ gibt es schon.",
        "Use another identifier.": "Eine andere Kennung wählen.",
        "%@ days can not be planned.": "%@ Tage können nicht geplant werden.",
        "Use 1 to 14.": "1 bis 14 angeben.",
        "The plan's own document lists its tours.": "Der Plan selbst nennt seine Touren.",
        "Use a vehicle of the town.": "Ein Fahrzeug der Stadt angeben.",
        "Use a slot of the town that stands at a known site.":
            "Einen Stellplatz der Stadt an einem bekannten Standplatz angeben.",
        "Use a disposal site of the town.": "Eine Entsorgungsanlage der Stadt angeben.",
        "Stops bear the numbers of the plan's document; the depot's can not be moved.":
            "Halte tragen die Nummern des Plans; die am Betriebshof lassen sich nicht verschieben.",
        "Change a stop that lies ahead.": "Einen Halt ändern, der noch bevorsteht.",
        "Take it in instead of moving it.": "Den Behälter aufnehmen, statt ihn zu verschieben.",
        "Move it instead of taking it in.": "Den Behälter verschieben, statt ihn aufzunehmen.",
        "Name the tour or vehicle that shall do it all the same.": "Die Tour oder das Fahrzeug nennen, das es trotzdem tun soll.",
        "Name a disposal site.": "Eine Entsorgungsanlage nennen.",
        "Use 1 to 240 minutes.": "1 bis 240 Minuten angeben.",
        "Check the town's data.": "Die Daten der Stadt prüfen.",
        "The plan has no tour '%@'.": "Der Plan hat keine Tour „%@“.",
        "The town has no vehicle '%@'.": "Die Stadt hat kein Fahrzeug „%@“.",
        "The town has no slot '%@'.": "Die Stadt hat keinen Stellplatz „%@“.",
        "The town has no disposal site '%@'.": "Die Stadt hat keine Entsorgungsanlage „%@“.",
        "Tour '%@' has no stop %@ that can be changed.": "Tour „%@“ hat keinen Halt %@, der sich ändern lässt.",
        "Stop %@ of tour '%@' is driven already.": "Halt %@ der Tour „%@“ ist schon gefahren.",
        "No tour of the plan empties '%@'.": "Keine Tour des Plans leert „%@“.",
        "Tour '%@' empties '%@' already.": "Tour „%@“ leert „%@“ schon.",
        "No vehicle on duty can empty '%@'.": "Kein Fahrzeug im Dienst kann „%@“ leeren.",
        "No disposal site takes what vehicle '%@' carries.": "Keine Entsorgungsanlage nimmt, was Fahrzeug „%@“ geladen hat.",
        "%@ is no length of a break.": "%@ ist keine Dauer einer Pause.",
        "vehicle '%@' starts at depot '%@', which the town does not have: add the depot, or correct the vehicle":
            "Fahrzeug „%@“ beginnt am Betriebshof „%@“, den die Stadt nicht hat: Betriebshof anlegen oder Fahrzeug berichtigen",
        "slot '%@' stands at site '%@', which the town does not have: add the site, correct the slot, or make it inactive":
            "Stellplatz „%@“ gehört zum Standplatz „%@“, den die Stadt nicht hat: Standplatz anlegen, Stellplatz berichtigen oder stilllegen",
        "%@ '%@' is missing in the travel matrix: make the matrix from the coordinates of PlaceIndex for the same town":
            "%@ „%@“ fehlt in der Fahrzeitentabelle; das ist ein Fehler des Programms",
        "the travel matrix has %@ places, the place index %@: make the matrix from the coordinates of PlaceIndex":
            "die Fahrzeitentabelle hat %@ Orte, das Verzeichnis %@; das ist ein Fehler des Programms",
        "the search refused the day's problem (%@ = %@: %@): please report this with the town's data":
            "die Suche lehnt die Aufgabe des Tages ab (%@ = %@: %@): bitte mit den Daten der Stadt melden",

        // Crews, levels, alarms, devices
        "Plan '%@' has no tour '%@'.": "Plan „%@“ hat keine Tour „%@“.",
        "Use a tour of the plan.": "Eine Tour des Plans angeben.",
        "%@ lies in the future or more than 60 days back.": "%@ liegt in der Zukunft oder mehr als 60 Tage zurück.",
        "Check the time.": "Die Zeit prüfen.",
        "Tour '%@' has no stop %@.": "Tour „%@“ hat keinen Halt %@.",
        "Use a number of its document.": "Eine Nummer der Tour angeben.",
        "Tour '%@' does not empty '%@'.": "Tour „%@“ leert „%@“ nicht.",
        "Use a container of the tour, or enter its level by itself.":
            "Einen Behälter der Tour wählen, oder den Füllstand für sich eintragen.",
        "Nobody can tell from it who has seen the alarm.": "Daraus geht nicht hervor, wer den Alarm gesehen hat.",
        "Give a name or a role of 1 to 100 characters.": "Namen oder Rolle mit 1 bis 100 Zeichen angeben.",
        "The note is longer than 500 characters.": "Die Notiz ist länger als 500 Zeichen.",
        "Shorten it.": "Bitte kürzen.",
        "%@ is no level.": "%@ ist kein Füllstand.",
        "Give a share from 0 to 3; 0.8 means 80 percent full.": "Einen Anteil von 0 bis 3 angeben; 0.8 heißt zu 80 % voll.",
        "%@ lies in the future.": "%@ liegt in der Zukunft.",
        "Give the time it was seen, or leave it out.": "Angeben, wann es gesehen wurde, oder weglassen.",
        "%@ lies more than 400 days back.": "%@ liegt mehr als 400 Tage zurück.",
        "Check the year.": "Das Jahr prüfen.",
        "Slot '%@' has the device '%@'.": "Am Stellplatz „%@“ hängt schon das Gerät „%@“.",
        "Choose another slot, or say that it replaces the device that is there.":
            "Einen anderen Stellplatz wählen, oder angeben, dass es das vorhandene Gerät ersetzt.",
        "Device '%@' is entered at slot '%@'.": "Gerät „%@“ ist am Stellplatz „%@“ eingetragen.",
        "Say that it moves, if it was mounted elsewhere.": "Angeben, dass es umzieht, wenn es jetzt woanders hängt.",
        "There is no container type '%@'.": "Einen Behältertyp „%@“ gibt es nicht.",

        // Settings
        "Change %@ brought the town in; it can not be taken back.":
            "Mit Änderung %@ kam die Stadt herein; sie lässt sich nicht zurücknehmen.",
        "Change single things.": "Einzelnes ändern.",
        "Changed since: %@%@.": "Seitdem geändert: %@%@.",
        "Take back the later changes first, newest first, or change the things themselves.":
            "Erst die späteren Änderungen zurücknehmen, die neueste zuerst, oder die Einträge selbst ändern.",
        "The files are of the town '%@'.": "Die Dateien gehören zur Stadt „%@“.",
        "Write '%@' as the town's id in town.yaml, or import them as a town of their own.":
            "In town.yaml „%@“ als Kennung der Stadt schreiben, oder als eigene Stadt einlesen.",
        "There is no profile '%@'.": "Ein Fahrprofil „%@“ gibt es nicht",
        "Use %@, or leave it out.": "Möglich: %@, oder weglassen",

        // Evaluations that the data do not allow
        "Only %@ whole weeks lie between %@ and %@ and are over: too few to tell a saving from chance.":
            "Zwischen %2$@ und %3$@ liegen nur %1$@ ganze, abgeschlossene Wochen: zu wenige, um eine Einsparung von Zufall zu unterscheiden.",
        "Only %@ of %@ slots have a fixed rhythm: there is no fixed plan to compare with.":
            "Nur %@ von %@ Stellplätzen haben einen festen Rhythmus: es gibt keinen festen Plan zum Vergleichen.",
        "Only %@ of %@ working days have a plan: what was driven is not known.":
            "Nur für %@ von %@ Arbeitstagen gibt es einen Plan: was gefahren wurde, ist nicht bekannt.",
        "Only %@ emptyings are recorded: too few to tell a saving from chance.":
            "Nur %@ Leerungen sind belegt: zu wenige, um eine Einsparung von Zufall zu unterscheiden.",
        "Only %@ % of the planned containers were emptied on the day: the plans were not driven as they stand.":
            "Nur %@ % der geplanten Behälter wurden am selben Tag geleert: die Pläne wurden so nicht gefahren.",
        "Give at least %@ whole weeks from Monday to Sunday; twelve are better.":
            "Mindestens %@ ganze Wochen von Montag bis Sonntag wählen; zwölf sind besser.",
        "Enter the rhythm that each slot had before in the settings (or in slots.csv), then ask again.":
            "Den früheren Rhythmus jedes Stellplatzes in den Einstellungen (oder in slots.csv) eintragen, dann noch einmal auswerten.",
        "Choose weeks in which plans were made every working day.": "Wochen wählen, in denen an jedem Arbeitstag geplant wurde.",
        "Choose a longer period, or see why emptyings are not recorded.":
            "Einen längeren Zeitraum wählen, oder nachsehen, warum keine Leerungen ankommen.",
        "Have the drivers check off what they empty, or choose weeks in which the plans were driven.":
            "Geleertes von den Fahrern abhaken lassen, oder Wochen wählen, in denen nach Plan gefahren wurde.",

        // The service itself
        "The town's data are being changed by others all the time.":
            "Die Daten der Stadt werden gerade ständig von anderen geändert.",
        "Try again.": "Noch einmal versuchen.",
        "The database is locked.": "Die Datenbank ist gesperrt.",
        "The disk is full.": "Der Datenträger ist voll.",
        "The database can not be used.": "Die Datenbank ist nicht benutzbar.",
        "The road network can not be read.": "Das Straßennetz ist nicht lesbar.",
        "%@ lies before %@.": "%@ liegt vor %@.",
        "Give the last day that counts.": "Den letzten Tag angeben, der zählt.",
        "More than two years.": "Mehr als zwei Jahre.",
        "Give at most two years.": "Höchstens zwei Jahre angeben.",
    ]
}
