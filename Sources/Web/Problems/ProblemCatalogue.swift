/// German for what goes wrong, by the English words (``Sentences/Sentence/template``). One list per room in which the sentences stand;
/// a test goes through the rooms' sources and names every sentence that is missing here.
enum ProblemCatalogue {
    static let german: [String: String] = [deskWords, fileWords, requestWords].reduce(into: [:]) { all, words in
        all.merge(words) { first, _ in first }
    }
}
