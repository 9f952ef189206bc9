import Model

/// The season as one self-contained page: figures and plots as SVG, German and English, light and dark; no script, no outside source.
public struct SeasonPage: Sendable {
    private let result: SeasonResult

    public init(_ result: SeasonResult) { self.result = result }

    public var html: String {
        """
        <!doctype html>
        <html lang="de">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Füllort · Saison</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <input type="radio" name="language" id="german" checked><label for="german">Deutsch</label>
        <input type="radio" name="language" id="english"><label for="english">English</label>
        <main>
        <h1>\(Self.both("Saison: feste Runde, Schwelle, Füllort", "Season: fixed rhythm, threshold, Füllort"))</h1>
        <p>\(introduction)</p>
        <h2>\(Self.both("Ergebnis", "Result"))</h2>
        \(table)
        <p>\(Self.both("Mittel über die Startwerte, ± halbe Breite des 95-%-Bereichs.", "Means over the seeds, ± half the 95 % interval."))</p>
        \(bars)
        <h2>\(Self.both("Strecke je Woche", "Kilometres a week"))</h2>
        \(weekly { $0.kilometresByWeek })
        <h2>\(Self.both("Überfüllte Behälterstunden je Woche", "Overflow container-hours a week"))</h2>
        \(weekly { $0.overflowHoursByWeek })
        <h2>\(Self.both("Füllstand bei der Leerung", "Fill level at emptying"))</h2>
        \(histograms)
        <h2>\(Self.both("Fester Rhythmus", "Fixed rhythm"))</h2>
        \(rhythms)
        </main>
        </body>
        </html>

        """
    }

    private var introduction: String {
        let sensors = "\(result.sensors)"
        return Self.both(
            "\(result.weeks) Wochen ab \(result.firstDay), \(result.sites) Standplätze, \(result.slots) Stellplätze, \(sensors) Sensoren"
                + "\(result.hasFaults ? " mit Fehlern" : " ohne Fehler"), \(result.vehicles) Fahrzeuge, Startwerte "
                + "\(result.seeds.map(String.init).joined(separator: ", ")). Alle Verfahren erleben dieselben Einwürfe, haben dieselben "
                + "Fahrzeuge, Regeln und dieselbe Tourensuche. Entfernungen sind geschätzt.",
            "\(result.weeks) weeks from \(result.firstDay), \(result.sites) sites, \(result.slots) slots, \(sensors) sensors"
                + "\(result.hasFaults ? " with faults" : " without faults"), \(result.vehicles) vehicles, seeds "
                + "\(result.seeds.map(String.init).joined(separator: ", ")). All policies meet the same deposits and have the same vehicles, "
                + "rules and search for tours. Ways are estimated.")
    }

    private static let measures: [(SeasonResult.Measure, String, String, Double, Int)] = [
        (.emptyings, "Leerungen", "Emptyings", 1, 0), (.lifts, "Schüttungen", "Lifts", 1, 0), (.tours, "Touren", "Tours", 1, 0),
        (.kilometres, "Strecke km", "Distance km", 1, 0), (.truckHours, "Fahrzeugstunden", "Truck hours", 1, 0),
        (.dieselLitres, "Diesel l", "Diesel l", 1, 0), (.electricKilowattHours, "Strom kWh", "Electricity kWh", 1, 0),
        (.carbonDioxideKilograms, "CO₂ kg", "CO₂ kg", 1, 0),
        (.overflowHours, "Überfüllte Behälterstunden", "Overflow container-hours", 1, 0),
        (.overflowShare, "… Anteil %", "… share %", 100, 2),
        (.meanLevelAtEmptying, "Füllstand bei Leerung %", "Fill at emptying %", 100, 1),
        (.levelAtEmptyingDeviation, "… Streuung", "… spread", 100, 1),
        (.leftOutDays, "Fällig, nicht eingeplant", "Due, not planned", 1, 0),
        (.extraTips, "Ungeplante Fahrten zur Kippe", "Unplanned trips to the tip", 1, 0),
        (.cost, "Aufwand (km-Einheiten)", "Cost (in km)", 0.001, 0),
    ]

    private var table: String {
        var rows = "<tr><th></th>" + result.policies.map { "<th>\(Self.name($0.policy))</th>" }.joined() + "</tr>"
        for (measure, german, english, factor, digits) in Self.measures {
            rows += "<tr><th>\(Self.both(german, english))</th>"
            for summary in result.policies {
                let estimate = summary.estimate(measure)
                let spread =
                    estimate.high.map { " <small>± \(SeasonTable.number(($0 - estimate.mean) * factor, digits))</small>" } ?? ""
                rows += "<td>\(SeasonTable.number(estimate.mean * factor, digits))\(spread)</td>"
            }
            rows += "</tr>\n"
        }
        return "<table>\(rows)</table>"
    }

    private var bars: String {
        guard !result.bars.isEmpty else { return "" }
        let items = result.bars.map { bar in
            let verdict = bar.reached == true ? Self.both("✓ erreicht", "✓ reached") : Self.both("✗ verfehlt", "✗ missed")
            return "<li><strong>\(verdict)</strong> \(Self.escaped(bar.name)): \(Self.escaped(bar.found))</li>"
        }
        return "<ul>\(items.joined(separator: "\n"))</ul>"
    }

    /// One line a policy, mean over the seeds.
    private func weekly(_ values: (SeasonFigures) -> [Double]) -> String {
        let lines = result.policies.map { summary -> (SeasonPolicy, [Double]) in
            let runs = result.runs.filter { $0.policy == summary.policy }.map(values)
            let means = (0..<result.weeks).map { week in
                runs.reduce(0) { $0 + ($1.indices.contains(week) ? $1[week] : 0) } / Double(max(1, runs.count))
            }
            return (summary.policy, means)
        }
        return SeasonPlot.lines(lines.map { (Self.plainName($0.0), $0.1) })
    }

    private var histograms: String {
        result.policies.enumerated().map { number, summary in
            let runs = result.runs.filter { $0.policy == summary.policy }
            let counts = (0..<13).map { band in runs.reduce(0) { $0 + $1.emptyingsByLevel[band] } }
            return
                "<figure><figcaption>\(Self.name(summary.policy))</figcaption>\(SeasonPlot.histogram(counts, series: number))</figure>"
        }.joined(separator: "\n")
    }

    private var rhythms: String {
        let head = [
            ("Fraktion", "Fraction"), ("bisher, Tage", "town's own, days"), ("Stellplätze", "slots"),
            ("gefunden, Tage", "found, days"),
            ("Füllstand bei Leerung %", "fill at emptying %"), ("überfüllt %", "overfull %"),
        ].map { "<th>\(Self.both($0.0, $0.1))</th>" }.joined()
        let rows = result.rhythms.map { found in
            let cells = [
                Self.escaped(found.fraction.rawValue), SeasonTable.number(found.usualIntervalDays, 1), "\(found.slots)",
                SeasonTable.number(found.intervalDays, 1), SeasonTable.number(100 * found.meanLevelAtEmptying, 0),
                SeasonTable.number(100 * found.overflowShare, 2),
            ]
            return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
        }
        return "<table><tr>\(head)</tr>\(rows.joined(separator: "\n"))</table>"
    }

    static func both(_ german: String, _ english: String) -> String {
        "<span lang=\"de\">\(escaped(german))</span><span lang=\"en\">\(escaped(english))</span>"
    }

    private static func name(_ policy: SeasonPolicy) -> String {
        switch policy {
        case .rhythm: both("Fester Rhythmus", "Fixed rhythm")
        case .threshold: both("Schwelle 80 %", "Threshold 80 %")
        case .due: both("Fällig nach Prognose", "Due by forecast")
        case .fuellort: both("Füllort", "Füllort")
        case .clairvoyant: both("Hellseher", "Clairvoyant")
        }
    }

    /// In plots one name serves both languages.
    private static func plainName(_ policy: SeasonPolicy) -> String { policy.rawValue }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    private static let style = """
        :root{color-scheme:light dark;--ink:#1b2430;--paper:#fff;--line:#c8d0da;--s0:#7a4fd0;--s1:#c2571a;--s2:#0b7a5c;--s3:#2b6cb0;--s4:#8a6d00}
        @media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--paper:#12171e;--line:#3a4654;--s0:#b79bff;--s1:#ffa36b;--s2:#5fd6b0;--s3:#7db7f5;--s4:#e5c95a}}
        body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:1.5rem auto;max-width:70rem;padding:0 1rem}
        table{border-collapse:collapse;margin:1rem 0}th,td{border-bottom:1px solid var(--line);padding:.25rem .75rem;text-align:right}
        th:first-child,td:first-child{text-align:left}small{opacity:.75}figure{display:inline-block;margin:.5rem}
        svg text{fill:var(--ink);font:12px system-ui,sans-serif}svg .axis{stroke:var(--line)}
        body:has(#german:checked) [lang=en],body:has(#english:checked) [lang=de]{display:none}
        """
}
