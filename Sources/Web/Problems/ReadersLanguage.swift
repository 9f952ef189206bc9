import HTTPTypes
import Hummingbird
import Reports
import Sentences

extension Request {
    /// The language of the header, if it names one that is spoken here.
    var acceptedLanguage: Language? { headers[.acceptLanguage].flatMap { Language(acceptLanguage: $0) } }

    /// The language for what goes wrong. Whoever names none is a program, and gets English whatever the town speaks.
    var readersLanguage: Language {
        uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) } ?? acceptedLanguage ?? .english
    }
}

extension Sentence {
    func text(in language: Language) -> String {
        switch language {
        case .german: said { ProblemCatalogue.german[$0] }
        case .english: description
        }
    }
}
