import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Reports

/// Scripts, styles and pictures, read once at the start and compressed once. Their addresses hold a digest of all of them, so that
/// browsers may keep them for good and an update is seen at once.
struct AssetLibrary: Sendable {
    struct Asset: Sendable {
        var mediaType: String
        var plain: ByteBuffer
        /// `nil` where compressing does not help.
        var gzip: ByteBuffer?
    }

    /// By the path below the assets.
    let files: [String: Asset]
    /// Digest over all files.
    let version: String

    /// Whether the map's libraries are on this machine.
    var hasMap: Bool { files["leaflet/leaflet.js"] != nil && files["leaflet/markercluster.js"] != nil }

    /// - Throws: ``WebError/resourcesMissing(looked:)``.
    init() throws(WebError) {
        var contents = AssetLibrary.read(try ResourceFolder.assets())
        for (path, file) in MapLibrary.files {
            if let data = FileManager.default.contents(atPath: file) { contents[path] = data }
        }
        contents["terms.js"] = AssetLibrary.terms
        self.init(contents)
    }

    init(_ contents: [String: Data]) {
        var hasher = Crypto.SHA256()
        for (path, data) in contents.sorted(by: { $0.key < $1.key }) {
            hasher.update(data: Data(path.utf8))
            hasher.update(data: data)
        }
        version = String(Hexadecimal.text(hasher.finalize()).prefix(16))
        files = contents.reduce(into: [:]) { files, file in
            let type = AssetLibrary.mediaType(file.key)
            let small = Gzip.isWorthwhile(type) ? Gzip.compressed(file.value, level: 9) : nil
            files[file.key] = Asset(
                mediaType: type, plain: ByteBuffer(bytes: file.value),
                gzip: small.flatMap { $0.count < file.value.count ? ByteBuffer(bytes: $0) : nil })
        }
    }

    func link(_ path: String, _ prefix: String) -> String { "\(prefix)/assets/\(version)/\(path)" }

    /// The answer to `/assets/{version}/…`. An old version gets the present file, but may not keep it.
    func response(to request: Request, path: String, version asked: String) throws -> Response {
        guard let asset = files[path] else { throw Problem.notFound(path: request.uri.path) }
        let isCurrent = asked == version
        let tag = "\"\(version)\""
        var headers: HTTPFields = [
            .contentType: asset.mediaType, .eTag: tag, .vary: "Accept-Encoding",
            .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        var body = asset.plain
        if let gzip = asset.gzip, Gzip.isAccepted(request.headers[.acceptEncoding]) {
            body = gzip
            headers[.contentEncoding] = "gzip"
        }
        let response = Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
        return request.method == .head ? response.createHeadResponse() : response
    }

    private static func read(_ folder: URL) -> [String: Data] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.reduce(into: [:]) { files, name in
            let url = folder.appendingPathComponent(name)
            guard (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true else { return }
            files[name] = try? Data(contentsOf: url)
        }
    }

    static func mediaType(_ path: String) -> String {
        switch path.split(separator: ".").last {
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "json", "webmanifest": "application/json"
        default: "text/plain; charset=utf-8"
        }
    }

    /// All terms as a module that gives those of the page's language.
    private static var terms: Data {
        let all = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0.rawValue, Catalogues.terms(in: $0)) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = (try? encoder.encode(all)) ?? Data("{}".utf8)
        return Data("export default ".utf8) + json + Data(";\n".utf8)
    }
}

/// Leaflet and its marker cluster where Debian's packages put them. They are served from there and never copied.
enum MapLibrary {
    private static let folder = "/usr/share/javascript/leaflet/"

    /// Path below the assets → file.
    static let files: [String: String] = [
        "leaflet/leaflet.js": folder + "leaflet.min.js",
        "leaflet/leaflet.css": folder + "leaflet.css",
        "leaflet/markercluster.js": folder + "leaflet.markercluster.min.js",
        "leaflet/markercluster.css": folder + "MarkerCluster.css",
        "leaflet/LICENCE.txt": "/usr/share/doc/libjs-leaflet/copyright",
        "leaflet/LICENCE-markercluster.txt": "/usr/share/doc/libjs-leaflet.markercluster/copyright",
    ]

    static let styles = ["leaflet/leaflet.css", "leaflet/markercluster.css"]
}
