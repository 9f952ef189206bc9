import Reports

/// The accessibility statement that BITV NRW asks for.
enum AccessibilityPage {
    static let all: [Page] = [
        Page(
            path: "/accessibility", isOpen: true,
            respond: { call in
                let isGerman = call.language == .german
                let text = isGerman ? german : english
                let content = tag("div", .class("narrow prose")) {
                    tag("h1", text: ShellTerm.accessibility.text(in: call.language))
                    for part in text {
                        tag("h2", text: part.heading)
                        for paragraph in part.paragraphs { tag("p", text: paragraph) }
                    }
                }
                return PageLayout(title: ShellTerm.accessibility.text(in: call.language), content: content).answer(call)
            })
    ]

    private static let german: [(heading: String, paragraphs: [String])] = [
        (
            "Ziel",
            [
                "Diese Seiten sollen die WCAG 2.1 auf Stufe AA erfüllen, wie es die BITV NRW und die EN 301 549 verlangen. Das wird mit jeder Änderung in einem Browser geprüft."
            ]
        ),
        (
            "Bedienung",
            [
                "Alles lässt sich mit der Tastatur bedienen. Was die Karte zeigt, steht auch in einer Liste; was man ziehen kann, lässt sich auch mit Schaltflächen verschieben.",
                "Füllstände sind an Farbe, Form und Text zu erkennen. Die Seiten bleiben bei 200 % Vergrößerung benutzbar, folgen der hellen oder dunklen Darstellung des Geräts und verzichten auf Bewegung, wenn das so eingestellt ist.",
            ]
        ),
        (
            "Bekannte Grenzen",
            [
                "Die Kartenansicht selbst ist ein Bild. Vorleseprogramme finden dieselben Angaben in der Liste daneben."
            ]
        ),
        (
            "Barriere melden",
            [
                "Bitte der Stelle melden, die diese Installation betreibt. Sie nennt auch die zuständige Schlichtungsstelle des Landes Nordrhein-Westfalen."
            ]
        ),
    ]

    private static let english: [(heading: String, paragraphs: [String])] = [
        (
            "Aim",
            [
                "These pages are to meet WCAG 2.1 level AA, as BITV NRW and EN 301 549 demand. Every change is checked in a browser."
            ]
        ),
        (
            "Use",
            [
                "Everything works from the keyboard. What the map shows stands in a list, too; what can be dragged can also be moved with buttons.",
                "Levels can be told by colour, shape and text. Pages stay usable at 200 % zoom, follow the light or dark setting of the device, and do without motion where that is set.",
            ]
        ),
        (
            "Known limits",
            ["The map itself is a picture. Screen readers find the same facts in the list beside it."]
        ),
        (
            "Report a barrier",
            [
                "Please tell the office that runs this installation. It also names the arbitration office of North Rhine-Westphalia."
            ]
        ),
    ]
}
