import Sentences

/// Collects the faults of one import. A reference type, so that readers deep in a document report without handing results up; it
/// never leaves the call that made it.
final class FaultLog {
    private(set) var faults: [(order: Int, fault: TownFileFault)] = []

    var isEmpty: Bool { faults.isEmpty }

    func report(_ place: SourcePlace, member: String? = nil, _ problem: Sentence, remedy: Sentence) {
        let fault = TownFileFault(
            file: place.fileName, line: place.text?.line, column: place.text?.column, member: member ?? place.member,
            problem: problem, remedy: remedy)
        faults.append((place.file.index, fault))
    }

    /// In the order of files and lines; faults of one place in the order they were found.
    var sorted: [TownFileFault] {
        faults.enumerated().sorted { a, b in
            let left = (a.element.order, a.element.fault.line ?? 0, a.element.fault.column ?? 0, a.offset)
            return left < (b.element.order, b.element.fault.line ?? 0, b.element.fault.column ?? 0, b.offset)
        }.map(\.element.fault)
    }
}

/// Where something stands: file, place in its text if it came from one, and the member's path.
struct SourcePlace {
    var file: TownFile
    /// As the user named it.
    var fileName: String
    var text: TextPlace?
    var member: String?
}
