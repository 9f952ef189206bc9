import HTTPTypes
import Reports

/// An address that answers people with a page. Addresses that answer programs are ``Endpoint``s; a page changes nothing, it asks those.
struct Page: Sendable {
    var method: HTTPRequest.Method = .get
    /// With parameters in braces: `/towns/{town}/today`.
    var path: String
    /// Its entry in the navigation; `nil` for pages that are reached otherwise.
    var place: Place?
    /// Answers without signing in.
    var isOpen = false
    var respond: @Sendable (PageCall) async throws -> Answer
}

/// The places of the navigation, in its order. A place is shown once a page of ``PageTable`` takes it. Later ones (users and roles,
/// citizens, open data) get a case here.
enum Place: String, CaseIterable, Sendable {
    case today, map, alarms, devices, reports, settings

    var term: ShellTerm {
        switch self {
        case .today: .today
        case .map: .map
        case .alarms: .alarms
        case .devices: .devices
        case .reports: .reports
        case .settings: .settings
        }
    }
}
