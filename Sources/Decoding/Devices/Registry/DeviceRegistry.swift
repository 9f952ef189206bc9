/// Finds the decoder of a model.
///
/// To add a family: write its decoder in a file of its own, add one line to ``decoders``, and its vectors to the tests.
public enum DeviceRegistry {
    /// Every decoder there is.
    public static let decoders: [any DeviceDecoder] = [
        MilesightEM310(), MilesightEM400(), MilesightEM410(), MilesightEM500(), MilesightWS201(),
        DraginoUltrasonic.seventyFive, DraginoUltrasonic.fortyFive, DraginoUltrasonic.twenty, DraginoFourProbes(),
        DraginoThreeProbes(), DraginoLidar(), DraginoNarrowband(),
        DecentlabMaxbotix(), SensoneoSingle(), SensoneoQuatro(), BrighterBins(), SentinumApollon(), TekelekTank(),
        SwisslogixLevel(), ElsysSensor(), LightweightM2MFilling(),
    ]

    /// The decoder for `vendor/model`, or for the model alone; case and blanks do not matter. O(1).
    public static func decoder(for model: String) -> (any DeviceDecoder)? { byName[normalised(model)] }

    /// All names under which a decoder is found, `vendor/model`, sorted: for messages and documents.
    public static let models: [String] = decoders.flatMap { decoder in decoder.models.map { "\(decoder.vendor)/\($0)" } }.sorted()

    private static let byName: [String: any DeviceDecoder] = {
        var names: [String: any DeviceDecoder] = [:]
        for decoder in decoders {
            for model in decoder.models {
                names["\(decoder.vendor)/\(model)"] = decoder
                names[model] = decoder
            }
        }
        return names
    }()

    /// Lower case, blanks and underscores as hyphens, of several makers the first: `Milesight / EM400_MUD` is `milesight/em400-mud`.
    static func normalised(_ name: String) -> String {
        let parts = name.lowercased().split(separator: "/").map { part in
            part.split { " _-".contains($0) }.joined(separator: "-")
        }
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return first + "/" + last
    }
}
