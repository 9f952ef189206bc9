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

/// Keeps answers in the form in which they are sent, as long as what they are made of is the same: writing and compressing thousands of
/// containers, or a plan for them, costs more than everything else, and many pages ask for them at once.
final class PackedShelf: Sendable {
    struct Key: Hashable, Sendable {
        var town: TownID
        /// Path and query as they came.
        var address: String
        var language: Language?
    }

    enum Source: Equatable, Sendable {
        /// O(1) to compare while it is the very same array, as the desk keeps it.
        case statuses([ContainerStatus])
        case plan(Plan)
    }

    private struct Kept {
        var source: Source
        var body: PackedBody
    }

    private static let mostEntries = 64

    private let kept = Mutex<[Key: Kept]>([:])

    /// Asks `make` unless the answer is kept.
    func answer(_ key: Key, of source: Source, make: () throws -> Data) rethrows -> Answer {
        let known = kept.withLock { $0[key] }
        if let known, known.source == source { return Answer(mediaType: MediaType.json, body: .packed(known.body)) }
        let body = PackedBody(try make(), mediaType: MediaType.json)
        kept.withLock { entries in
            if entries.count >= Self.mostEntries { entries.removeAll() }
            entries[key] = Kept(source: source, body: body)
        }
        return Answer(mediaType: MediaType.json, body: .packed(body))
    }
}
