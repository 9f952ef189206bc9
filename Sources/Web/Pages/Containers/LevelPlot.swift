import Foundation
import Model
import Reports

/// A container's window as SVG: level, range, emptyings, excluded readings, what people saw, and the forecast's band. Marks differ in
/// shape, not in colour alone; each has its words as a title.
struct LevelPlot {
    let window: SlotWindowDocument
    var alarms: [Alarm] = []
    let view: TownView
    let now: Timestamp

    private static let (width, height) = (1000.0, 320.0)
    private static let (left, right, top, bottom) = (48.0, 16.0, 16.0, 34.0)

    private var end: Timestamp { max(window.to, window.forecast.last?.at ?? window.to) }

    /// The top of the scale: what is there, at least a little above full.
    private var ceiling: Double {
        let highest = ([1.1] + window.levels.map { $0.maximum ?? $0.level } + window.seen.map(\.level)).max() ?? 1.1
        return min(3, (highest * 5).rounded(.up) / 5)
    }

    private func x(_ at: Timestamp) -> Double {
        let whole = max(1, end.seconds(since: window.from))
        let share = min(1, max(0, at.seconds(since: window.from) / whole))
        return Self.left + share * (Self.width - Self.left - Self.right)
    }

    private func y(_ level: Double) -> Double {
        let share = min(1, max(0, level / ceiling))
        return Self.height - Self.bottom - share * (Self.height - Self.top - Self.bottom)
    }

    private func text(_ value: Double) -> String { String((value * 10).rounded() / 10) }

    var html: HTML {
        tag(
            "svg", .class("plot"), Attribute("viewBox", "0 0 1000 320"), Attribute("role", "img"),
            Attribute("aria-label", label)
        ) {
            scale
            days
            bands
            lines
            marks
        }
    }

    private var label: String {
        view(
            ContainerTerm.plotLabel,
            [
                "from": view.format.day(view.clock.day(of: window.from)), "to": view.format.day(view.clock.day(of: window.to)),
                "level": window.levels.last.map { view.format.percent($0.level) } ?? view(ShellTerm.noData),
                "emptyings": String(window.emptyings.count), "excluded": String(window.excluded.count),
            ])
    }

    @HTMLBuilder private var scale: HTML {
        for step in 0...Int((ceiling / 0.25).rounded(.down)) {
            let level = Double(step) * 0.25
            line("grid-line", Self.left, y(level), Self.width - Self.right, y(level))
            if step.isMultiple(of: 2) {
                words(view.format.percent(level), Self.left - 6, y(level) + 4, anchor: "end")
            }
        }
        line("threshold", Self.left, y(window.mustEmptyLevel), Self.width - Self.right, y(window.mustEmptyLevel))
        line("full", Self.left, y(1), Self.width - Self.right, y(1))
    }

    /// Local midnights, as many as there is room for.
    @HTMLBuilder private var days: HTML {
        let first = view.clock.day(of: window.from).adding(days: 1)
        let count = max(1, view.clock.day(of: end).days(since: first) + 1)
        let step = max(1, (count + 8) / 9)
        for day in stride(from: 0, to: count, by: step).map({ first.adding(days: $0) }) {
            let at = x(view.clock.moment(day))
            line("grid-line", at, Self.top, at, Self.height - Self.bottom)
            words(Self.short(day, view), at, Self.height - Self.bottom + 16, anchor: "middle")
        }
        line("axis", Self.left, y(0), Self.width - Self.right, y(0))
        if window.to >= now, end > now {
            line("now", x(now), Self.top, x(now), Self.height - Self.bottom)
            words(view(ContainerTerm.now), x(now), Self.top - 4, anchor: "middle")
        }
    }

    private static func short(_ day: CalendarDay, _ view: TownView) -> String {
        view.language == .german
            ? "\(day.day).\(day.month)." : "\(day.day) \(Phrase.months[day.month - 1].text(in: .english).prefix(3))"
    }

    @HTMLBuilder private var bands: HTML {
        let ranged = window.levels.filter { $0.maximum != nil }
        if ranged.count > 1 {
            polygon(
                "range", ranged.map { (x($0.at), y($0.maximum ?? $0.level)) },
                ranged.map { (x($0.at), y($0.minimum ?? $0.level)) })
        }
        if window.forecast.count > 1, window.to >= now {
            polygon(
                "band", window.forecast.map { (x($0.at), y($0.high)) }, window.forecast.map { (x($0.at), y($0.low)) })
            path("expected", window.forecast.map { (x($0.at), y($0.level)) })
        }
    }

    @HTMLBuilder private var lines: HTML {
        for piece in pieces { path("line", piece.map { (x($0.at), y($0.level)) }) }
    }

    /// Levels without gaps longer than a day (at day steps: three), so that silence is not drawn as a line.
    private var pieces: [[SlotWindowDocument.PointDocument]] {
        let gap = window.step == "day" ? 72.0 : 26.0
        var pieces: [[SlotWindowDocument.PointDocument]] = []
        for point in window.levels {
            if let last = pieces.last?.last, point.at.hours(since: last.at) <= gap {
                pieces[pieces.count - 1].append(point)
            } else {
                pieces.append([point])
            }
        }
        return pieces
    }

    @HTMLBuilder private var marks: HTML {
        for alarm in alarms where alarm.raisedAt >= window.from && alarm.raisedAt <= window.to {
            // A flag at the top.
            mark(
                "alarm", "M\(text(x(alarm.raisedAt))) \(text(Self.top))l9 4l-9 4z",
                "\(view(ContainerTerm.plotAlarm)) \(view.format.dayAndTime(alarm.raisedAt)): \(view(AlarmTerm(alarm.kind)))")
        }
        for emptying in window.emptyings {
            let at = x(emptying.at)
            line("emptied-line", at, y(emptying.levelBefore ?? 1), at, y(0))
            // A triangle that points down.
            mark(
                "emptied", "M\(text(at - 6)) \(text(y(0) - 14))h12l-6 11z",
                "\(view(ContainerTerm.plotEmptying)) \(view.format.dayAndTime(emptying.at)): \(change(emptying))")
        }
        for reading in window.excluded.suffix(400) {
            let (at, level) = (x(reading.at), y(reading.level ?? 0))
            mark(
                "excluded", "M\(text(at - 4)) \(text(level - 4))l8 8m0 -8l-8 8",
                "\(view(ContainerTerm.plotExcluded)) \(view.format.dayAndTime(reading.at)): \(reading.text)")
        }
        for seen in window.seen {
            let (at, level) = (x(seen.at), y(seen.level))
            mark(
                "seen", "M\(text(at)) \(text(level - 6))l6 6l-6 6l-6 -6z",
                "\(view(ContainerTerm.plotSeen)) \(view.format.dayAndTime(seen.at)): \(view.format.percent(seen.level))")
        }
    }

    private func change(_ emptying: EmptyingDocument) -> String {
        let levels = [emptying.levelBefore, emptying.levelAfter].map { $0.map { view.format.percent($0) } ?? "?" }
        return levels.joined(separator: " → ")
    }

    /// What the marks mean.
    var legend: HTML {
        let entries: [(ContainerTerm, HTML)] = [
            (.plotLevel, sample("line", "M1 6h20")), (.plotForecast, sample("expected", "M1 6h20")),
            (.plotThreshold, sample("threshold", "M1 6h20")), (.plotEmptying, sample("emptied", "M5 1h12l-6 10z")),
            (.plotSeen, sample("seen", "M11 1l5 5l-5 5l-5 -5z")), (.plotExcluded, sample("excluded", "M7 2l8 8m0 -8l-8 8")),
            (.plotAlarm, sample("alarm", "M7 1l10 5l-10 5z")),
        ]
        return tag("ul", .class("legend plot-legend")) {
            for entry in entries {
                tag("li") {
                    entry.1
                    view(entry.0)
                }
            }
        }
    }

    private func sample(_ name: String, _ drawing: String) -> HTML {
        tag("svg", .class("plot-sample plot"), Attribute("viewBox", "0 0 22 12"), Attribute("aria-hidden", "true")) {
            tag("path", .class(name), Attribute("d", drawing), text: "")
        }
    }

    private func line(_ name: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> HTML {
        tag(
            "line", .class(name), Attribute("x1", text(x1)), Attribute("y1", text(y1)), Attribute("x2", text(x2)),
            Attribute("y2", text(y2)), text: "")
    }

    private func words(_ words: String, _ x: Double, _ y: Double, anchor: String) -> HTML {
        tag("text", Attribute("x", text(x)), Attribute("y", text(y)), Attribute("text-anchor", anchor), text: words)
    }

    private func path(_ name: String, _ points: [(Double, Double)]) -> HTML {
        tag("path", .class(name), Attribute("d", course(points)), text: "")
    }

    private func polygon(_ name: String, _ upper: [(Double, Double)], _ lower: [(Double, Double)]) -> HTML {
        tag("path", .class(name), Attribute("d", course(upper + lower.reversed()) + "z"), text: "")
    }

    /// A single point becomes a short dash, so that it is seen.
    private func course(_ points: [(Double, Double)]) -> String {
        guard let first = points.first else { return "" }
        if points.count == 1 { return "M\(text(first.0 - 2)) \(text(first.1))h4" }
        return "M" + points.map { "\(text($0.0)) \(text($0.1))" }.joined(separator: "L")
    }

    private func mark(_ name: String, _ drawing: String, _ words: String) -> HTML {
        tag("path", .class(name), Attribute("d", drawing)) { tag("title", text: words) }
    }
}
