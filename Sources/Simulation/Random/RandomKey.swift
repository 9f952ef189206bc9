/// A name for a stream of random numbers. Streams are derived from the seed by what they are for (slot, day, purpose), never drawn
/// one after the other, so that what happens at one slot on one day does not depend on which other slots there are, on the order in
/// which they are looked at, or on the day on which the simulation begins.
public struct RandomKey: Sendable, Hashable {
    private let value: UInt64

    public init(seed: UInt64) { value = SplitMix64.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) }

    private init(value: UInt64) { self.value = value }

    public subscript(_ number: Int) -> RandomKey {
        RandomKey(value: SplitMix64.mixed(value ^ SplitMix64.mixed(UInt64(bitPattern: Int64(number)) &+ 0x9E37_79B9_7F4A_7C15)))
    }

    /// By the UTF-8 of a name (FNV-1a).
    public subscript(_ name: String) -> RandomKey {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return RandomKey(value: SplitMix64.mixed(value ^ SplitMix64.mixed(hash)))
    }

    public var generator: Xoshiro256 { Xoshiro256(seed: value) }

    /// One number of [0, 1), when no more than one is wanted.
    public var unit: Double { Double(value >> 11) * 0x1p-53 }
}
