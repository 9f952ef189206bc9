import Foundation
import Model
import Reports

/// A tour on paper: big type, the reason at every stop, a box to tick, a sketch of the places, the tip, totals. Works without scripts.
struct TourSheet {
    let town: TownView
    let plan: Plan
    let tour: Tour
    let number: Int
    let now: Timestamp

    var html: HTML {
        tag("article", .class("tour-sheet")) {
            head
            tag("div", .class("sheet-top")) {
                totals
                SketchMap(tour: tour, label: town(TourTerm.mapSketch)).html
            }
            table
            foot
        }
    }

    private var head: HTML {
        tag("header", .class("sheet-head")) {
            tag("div") {
                tag("h1", text: "\(town(TourTerm.title)) \(number) · \(town.names.vehicle(tour.vehicle))")
                tag("p", .class("sheet-day"), text: town.format.dayWithWeekday(plan.day))
            }
            tag("p", .class("sheet-start")) {
                tag("span", text: town(TourTerm.departure))
                tag("strong", text: tour.stops.first.map { town.format.time($0.departure) } ?? "–")
            }
        }
    }

    private var totals: HTML {
        let totals = tour.totals
        let facts: [(TourTerm, String)] = [
            (.sites, town.format.number(totals.sites)), (.containers, town.format.number(totals.containers)),
            (.loads, town.format.number(totals.loads)),
            (.collected, town.format.number(totals.collectedKilograms / 1000, digits: 1) + " t"),
            (.distance, town.format.number(Double(totals.distanceMetres) / 1000, digits: 1) + " km"),
            (.duration, town.format.duration(seconds: totals.durationSeconds)),
            (.end, tour.stops.last.map { town.format.time($0.arrival) } ?? "–"),
        ]
        return tag("div") {
            tag("dl", .class("sheet-facts")) {
                for (term, value) in facts {
                    tag("div") {
                        tag("dt", text: town(term))
                        tag("dd", text: value)
                    }
                }
            }
            if plan.distanceBasis.isEstimate { tag("p", .class("small soft"), text: town(TourTerm.estimated)) }
            for violation in plan.violations.filter({ $0.tour == tour.id }) {
                tag("p", .class("sheet-warning"), text: town.wording.sentence(violation))
            }
        }
    }

    private var table: HTML {
        tag("table", .class("sheet-stops")) {
            tag("thead") {
                tag("tr") {
                    tag("th", Attribute("scope", "col"), text: "")
                    tag("th", Attribute("scope", "col"), text: town(TourTerm.arrival))
                    tag("th", Attribute("scope", "col"), text: town(TourTerm.place))
                    tag("th", Attribute("scope", "col"), text: "\(town(TourTerm.containers)) · \(town(TourTerm.reason))")
                    tag("th", Attribute("scope", "col"), text: town(TourTerm.note))
                }
            }
            tag("tbody") {
                for (index, stop) in tour.stops.enumerated() { row(stop, index) }
            }
        }
    }

    private func row(_ stop: Stop, _ index: Int) -> HTML {
        tag("tr", .class("kind-\(stop.place.kind)")) {
            tag("td", .class("sheet-number"), text: stop.emptied.isEmpty ? "" : String(index))
            tag("td", .class("sheet-time"), text: town.format.time(stop.arrival))
            tag("td") {
                tag("strong", text: town.wording.name(stop.place))
                if case .site(let id) = stop.place, let site = town.names.index.sites[id] {
                    if let district = site.district, !site.name.contains(district) { tag("div", text: district) }
                    if let note = site.note { tag("div", .class("sheet-hint"), text: note) }
                }
            }
            tag("td") {
                for emptied in stop.emptied {
                    tag("div", .class("sheet-container")) {
                        tag("span", .class("sheet-box"), Attribute("aria-hidden", "true"), text: "")
                        tag("span") {
                            tag("strong", text: town.wording.name(emptied.fraction))
                            " \(town.format.percent(emptied.expectedLevel)), \(town.wording.brief(emptied.reason))"
                            if let note = town.names.index.slots[emptied.slot]?.note {
                                tag("span", .class("sheet-hint"), text: " \(note)")
                            }
                        }
                    }
                }
                if case .disposal = stop.place {
                    let before = index > 0 ? tour.stops[index - 1].loadKilograms : 0
                    "\(town(TourTerm.tip)): \(town.format.number(before / 1000, digits: 1)) t"
                }
            }
            tag("td", .class("sheet-remark"), text: "")
        }
    }

    private var foot: HTML {
        tag("footer", .class("sheet-foot small")) {
            tag(
                "span",
                text: "\(town.data.town.name) · \(plan.id) · \(town(TourTerm.printedAt, ["time": town.format.dayAndTime(now)]))")
        }
    }
}

/// The places of a tour on paper, to scale, joined in their order. Not a street map: it shows what lies where.
struct SketchMap {
    let tour: Tour
    let label: String

    private static let size = (width: 360.0, height: 230.0)
    private static let margin = 16.0

    var html: HTML {
        let points = projected
        guard points.count > 1 else { return .empty }
        let line = points.map { "\(rounded($0.x)),\(rounded($0.y))" }.joined(separator: " ")
        return tag("figure", .class("sketch")) {
            tag(
                "svg", Attribute("viewBox", "0 0 \(Int(Self.size.width)) \(Int(Self.size.height))"), Attribute("role", "img"),
                .label(label)
            ) {
                tag("polyline", .class("sketch-line"), Attribute("points", line), text: "")
                for (index, stop) in tour.stops.enumerated() { mark(stop, index, points[index]) }
            }
            tag("figcaption", .class("small soft"), text: label)
        }
    }

    private func mark(_ stop: Stop, _ index: Int, _ point: (x: Double, y: Double)) -> HTML {
        switch stop.place {
        case .rest: .empty
        case .site:
            tag(
                "circle", .class("sketch-stop"), Attribute("cx", rounded(point.x)), Attribute("cy", rounded(point.y)),
                Attribute("r", "7"), text: "")
                + tag(
                    "text", .class("sketch-number"), Attribute("x", rounded(point.x)), Attribute("y", rounded(point.y + 0.5)),
                    text: String(index))
        case .depotStart, .depotEnd, .disposal:
            tag(
                "rect", .class("sketch-place"), Attribute("x", rounded(point.x - 7)), Attribute("y", rounded(point.y - 7)),
                Attribute("width", "14"), Attribute("height", "14"), text: "")
        }
    }

    /// Metres on a plane, near enough within a town: longitudes shrink by the cosine of the latitude.
    private var projected: [(x: Double, y: Double)] {
        let places = tour.stops.map(\.coordinate)
        guard let south = places.map(\.latitude).min(), let north = places.map(\.latitude).max(),
            let west = places.map(\.longitude).min(), let east = places.map(\.longitude).max()
        else { return [] }
        let shrink = cos((south + north) / 2 * .pi / 180)
        let (wide, high) = (max((east - west) * shrink, 1e-6), max(north - south, 1e-6))
        let scale = min((Self.size.width - 2 * Self.margin) / wide, (Self.size.height - 2 * Self.margin) / high)
        let (left, top) = ((Self.size.width - wide * scale) / 2, (Self.size.height - high * scale) / 2)
        return places.map { place in
            (left + (place.longitude - west) * shrink * scale, top + (north - place.latitude) * scale)
        }
    }

    private func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }
}
