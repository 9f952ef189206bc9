import Hummingbird
import NIOCore

/// What belongs to one request on its way through.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Address of the other side; `nil` when there is no socket.
    let remoteAddress: String?
    /// Identifies the request in log and answer.
    var requestID: String

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
        requestID = String(UInt64.random(in: .min ... .max), radix: 16)
    }
}
