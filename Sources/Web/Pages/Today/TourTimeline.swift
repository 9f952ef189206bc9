import Model
import Reports

/// A bar per truck over the day: driving, service, tipping, break, waiting. Drawn on the server, so that it is there at first sight, on
/// paper and without scripts.
struct TourTimeline {
    let plan: Plan
    let town: TownView

    /// Bars are drawn in a box of this many units per hour; the page stretches it.
    private static let hourWidth = 60.0
    private static let rowHeight = 26.0
    private static let labelWidth = 150.0

    enum Activity: String, CaseIterable { case drive, service, tip, rest, wait }

    struct Piece: Equatable {
        var activity: Activity
        var from: Timestamp
        var to: Timestamp
    }

    /// What the truck does, in the order of time, without gaps.
    static func pieces(_ tour: Tour) -> [Piece] {
        tour.stops.flatMap { stop -> [Piece] in
            let activity: Activity =
                switch stop.place {
                case .site, .depotStart, .depotEnd: .service
                case .disposal: .tip
                case .rest: .rest
                }
            let begin = stop.arrival.adding(seconds: stop.waitSeconds)
            let pieces = [
                Piece(activity: .drive, from: stop.arrival.adding(seconds: -stop.legSeconds), to: stop.arrival),
                Piece(activity: .wait, from: stop.arrival, to: begin),
                Piece(activity: activity, from: begin, to: begin.adding(seconds: stop.serviceSeconds)),
            ]
            return pieces.filter { $0.from < $0.to }
        }
    }

    var html: HTML {
        let moments = plan.tours.flatMap(\.stops)
        guard let first = moments.map(\.arrival).min(), let last = moments.map(\.departure).max() else { return .empty }
        let clock = town.clock
        let day = plan.day
        let firstHour = max(0, clock.local(first).secondOfDay / 3600)
        let origin = clock.moment(day).adding(seconds: firstHour * 3600)
        let hours = max(1, Int((last.seconds(since: origin) / 3600).rounded(.up)))
        let (width, height) = (
            Self.labelWidth + Double(hours) * Self.hourWidth + 22, Double(plan.tours.count) * Self.rowHeight + 22
        )
        func x(_ moment: Timestamp) -> Double { Self.labelWidth + moment.seconds(since: origin) / 3600 * Self.hourWidth }
        return tag("figure", .class("timeline")) {
            tag("div", .class("scroll"), Attribute("tabindex", "0"), Attribute("role", "group"), .label(town(TodayTerm.timeline)))
            {
                tag(
                    "svg", Attribute("viewBox", "0 0 \(number(width)) \(number(height))"),
                    Attribute("width", number(width * 1.15)),
                    Attribute("role", "img"),
                    .label(town(TodayTerm.timeline))
                ) {
                    for hour in 0...hours {
                        let at = Self.labelWidth + Double(hour) * Self.hourWidth
                        tag(
                            "line", .class("hour"), Attribute("x1", number(at)), Attribute("x2", number(at)),
                            Attribute("y1", "16"),
                            Attribute("y2", number(height)), text: "")
                        tag(
                            "text", .class("hour-label"), Attribute("x", number(at)), Attribute("y", "11"),
                            text: town.format.time(origin.adding(seconds: hour * 3600)))
                    }
                    for (row, tour) in plan.tours.enumerated() { bar(tour, row: row, x: x) }
                }
            }
            legend
        }
    }

    private func bar(_ tour: Tour, row: Int, x: (Timestamp) -> Double) -> HTML {
        let top = 20 + Double(row) * Self.rowHeight
        let name = town.names.vehicle(tour.vehicle)
        return tag("g", .class("bar"), Attribute("data-tour", tour.id.rawValue)) {
            tag("text", .class("bar-label"), Attribute("x", "0"), Attribute("y", number(top + 12)), text: shortened(name, to: 22))
            for piece in Self.pieces(tour) {
                tag(
                    "rect", .class("act-\(piece.activity.rawValue)"), Attribute("x", number(x(piece.from))),
                    Attribute("y", number(top + (piece.activity == .drive ? 5 : 0))),
                    Attribute("width", number(max(0.6, x(piece.to) - x(piece.from)))),
                    Attribute("height", piece.activity == .drive ? "8" : "18")
                ) {
                    tag(
                        "title",
                        text: "\(town(piece.activity.term)) \(town.format.time(piece.from))–\(town.format.time(piece.to))")
                }
            }
        }
    }

    private var legend: HTML {
        tag("ul", .class("legend")) {
            for activity in Activity.allCases {
                tag("li") {
                    tag(
                        "svg", .class("swatch"), Attribute("viewBox", "0 0 18 18"), Attribute("width", "14"),
                        Attribute("height", "14"), Attribute("aria-hidden", "true")
                    ) {
                        tag(
                            "rect", .class("act-\(activity.rawValue)"), Attribute("x", "0"),
                            Attribute("y", activity == .drive ? "5" : "0"), Attribute("width", "18"),
                            Attribute("height", activity == .drive ? "8" : "18"), text: "")
                    }
                    " " + town(activity.term)
                }
            }
        }
    }

    private func number(_ value: Double) -> String { String((value * 10).rounded() / 10) }

    private func shortened(_ text: String, to count: Int) -> String {
        text.count <= count ? text : text.prefix(count - 1) + "…"
    }
}

extension TourTimeline.Activity {
    var term: TodayTerm {
        switch self {
        case .drive: .driving
        case .service: .service
        case .tip: .tipping
        case .rest: .rest
        case .wait: .waiting
        }
    }
}
