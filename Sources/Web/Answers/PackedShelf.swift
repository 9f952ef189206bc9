import Foundation
import Model
import Reports
import Synchronization

/// A body as it is sent, made once for many callers: with its entity tags and its compressed form.
struct PackedBody: Sendable {
    let plain: Data
    /// `nil` where compressing is not worth while.
    let small: Data?
    let digest: String

    init(_ plain: Data, mediaType: String) {
        self.plain = plain
        digest = String(Hexadecimal.digest(plain).prefix(32))
        small =
            plain.count >= Gzip.leastBytes && Gzip.isWorthwhile(mediaType) ? Gzip.compressed(plain, level: 4) : nil
    }
}

/// Keeps answers about all containers of a town in the form in which they are sent, as long as the containers' statuses are the same:
/// writing and compressing thousands of containers costs more than everything else, and many pages ask for them at once.
final class PackedShelf: Sendable {
    struct Key: Hashable, Sendable {
        var town: TownID
        /// Path and query as they came.
        var address: String
        var language: Language?
    }

    private struct Kept {
        var statuses: [ContainerStatus]
        var body: PackedBody
    }

    private static let mostEntries = 64

    private let kept = Mutex<[Key: Kept]>([:])

    /// O(1) while the statuses are the very same array, as the desk keeps it; else `make` is asked.
    func answer(_ key: Key, of statuses: [ContainerStatus], make: () throws -> Data) rethrows -> Answer {
        let known = kept.withLock { $0[key] }
        if let known, known.statuses == statuses { return Answer(mediaType: MediaType.json, body: .packed(known.body)) }
        let body = PackedBody(try make(), mediaType: MediaType.json)
        kept.withLock { entries in
            if entries.count >= Self.mostEntries { entries.removeAll() }
            entries[key] = Kept(statuses: statuses, body: body)
        }
        return Answer(mediaType: MediaType.json, body: .packed(body))
    }
}
