import HTTPTypes
import Hummingbird

/// `/assets/{version}/…`, open to everyone: the sign-in page needs them, too.
enum AssetRoutes {
    static func register(in router: Router<WebContext>, office: Office) {
        for prefix in Set(["", office.configuration.normalisedPrefix]) {
            for method in [HTTPRequest.Method.get, .head] {
                router.on(RouterPath(prefix + "/assets/{version}/**"), method: method) { request, context in
                    try office.assets.response(
                        to: request, path: context.parameters.getCatchAll().joined(separator: "/"),
                        version: String(context.parameters.get("version") ?? ""))
                }
            }
        }
    }
}
