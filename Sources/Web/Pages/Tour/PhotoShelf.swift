import Foundation
import HTTPTypes
import Model
import Sentences

/// Photos that drivers took, as files: `TOWN/PLAN/TOUR/KEY.jpg` below one folder. Files, because pictures in the database would make
/// every backup of it heavy, and because they may be thrown away after some weeks without touching anything else.
struct PhotoShelf: Sendable {
    /// `nil` where no folder is configured: then photos are refused.
    let folder: String?

    static let mostBytes = 512 * 1024
    static let mostPerTour = 100

    /// Stores a photo; the same key again changes nothing.
    ///
    /// - Throws: a ``Problem`` for something that is no JPEG, that is too large, or that does not fit any more.
    func store(_ data: Data, key: String, stop: Int, of link: TourLink) throws {
        guard let folder = path(link) else { throw PhotoShelf.noFolder }
        guard PhotoShelf.isKey(key) else {
            throw Problem.invalid(member: "key", "'\(key.prefix(80))' is no key.", remedy: "Use a UUID.")
        }
        guard data.count <= PhotoShelf.mostBytes else { throw Problem.tooLarge(limitBytes: PhotoShelf.mostBytes) }
        guard data.starts(with: [0xFF, 0xD8, 0xFF]) else {
            throw Problem.invalid(member: "body", "This is no JPEG picture.", remedy: "Send image/jpeg.")
        }
        let name = "\(stop)-\(key).jpg"
        let known = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        if known.contains(name) { return }
        guard known.count < PhotoShelf.mostPerTour else { throw PhotoShelf.full }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try data.write(to: URL(fileURLWithPath: folder + "/" + name), options: .atomic)
        } catch {
            throw Problem(
                .serviceUnavailable, "photo-not-stored", title: "Photo not stored", detail: "The photo can not be written.",
                remedy: "Check owner and room of the photo folder.")
        }
    }

    /// Names of a tour's photos, in the order of their stops.
    func names(of link: TourLink) -> [String] {
        guard let folder = path(link) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { PhotoShelf.stop(of: $0) != nil }.sorted {
            (PhotoShelf.stop(of: $0) ?? 0, $0) < (PhotoShelf.stop(of: $1) ?? 0, $1)
        }
    }

    func photo(_ name: String, of link: TourLink) -> Data? {
        guard PhotoShelf.stop(of: name) != nil, let folder = path(link) else { return nil }
        return FileManager.default.contents(atPath: folder + "/" + name)
    }

    /// The number of the stop in a photo's name; `nil` for a name that is none of ours.
    static func stop(of name: String) -> Int? {
        guard name.hasSuffix(".jpg"), let dash = name.firstIndex(of: "-"),
            isKey(String(name.dropLast(4)[name.index(after: dash)...]))
        else { return nil }
        return Int(name[..<dash])
    }

    private static func isKey(_ text: String) -> Bool {
        (8...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 }
    }

    /// Identifiers hold no slashes; one of dots alone would lead upwards.
    private func path(_ link: TourLink) -> String? {
        let parts = [link.town.rawValue, link.plan.rawValue, link.tour.rawValue]
        guard let folder, !parts.contains(where: { $0.allSatisfy { $0 == "." } }) else { return nil }
        return ([folder] + parts).joined(separator: "/")
    }

    private static let noFolder = Problem(
        .serviceUnavailable, "no-photos", title: "Photos are not stored", detail: "This service has no folder for photos.",
        remedy: "Configure one.")
    private static let full = Problem(
        .conflict, "too-many-photos", title: "Too many photos", detail: "This tour has \(mostPerTour) photos already.",
        remedy: "Send no more.")
}
