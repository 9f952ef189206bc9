import Foundation
import Model

/// The encoded polyline format (https://developers.google.com/maps/documentation/utilities/polylinealgorithm), with the precision that a
/// server states.
enum Polyline {
    static func encode(_ points: [Coordinate], digits: Int = 5) -> String {
        let scale = pow(10, Double(digits))
        var bytes: [UInt8] = []
        var last = (0, 0)
        for point in points {
            let next = (Int((point.latitude * scale).rounded()), Int((point.longitude * scale).rounded()))
            append(next.0 - last.0, to: &bytes)
            append(next.1 - last.1, to: &bytes)
            last = next
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ value: Int, to bytes: inout [UInt8]) {
        var rest = value < 0 ? ~(value << 1) : value << 1
        while rest >= 0x20 {
            bytes.append(UInt8(0x20 | rest & 0x1F) + 63)
            rest >>= 5
        }
        bytes.append(UInt8(rest) + 63)
    }

    /// `nil` for a text that is no polyline or leaves the earth.
    static func decode(_ text: String, digits: Int) -> [Coordinate]? {
        let scale = pow(10, Double(digits))
        var points: [Coordinate] = []
        var (latitude, longitude) = (0, 0)
        var bytes = text.utf8.makeIterator()
        var isLatitude = true
        while let first = bytes.next() {
            var value = 0
            var shift = 0
            var byte = first
            while true {
                guard (63...126).contains(byte), shift < 60 else { return nil }
                value |= Int((byte - 63) & 0x1F) << shift
                shift += 5
                if byte - 63 < 0x20 { break }
                guard let next = bytes.next() else { return nil }
                byte = next
            }
            let change = value & 1 == 1 ? ~(value >> 1) : value >> 1
            if isLatitude {
                latitude &+= change
            } else {
                longitude &+= change
                guard
                    let point = Coordinate(latitude: Double(latitude) / scale, longitude: Double(longitude) / scale)
                else { return nil }
                points.append(point)
            }
            isLatitude.toggle()
        }
        return isLatitude ? points : nil
    }
}
