/// HMAC with SHA-256 (RFC 2104): proves to a receiver who knows the key that a message is ours and unchanged.
public enum HMAC {
    private static let blockBytes = 64

    /// The 32 bytes of the code. O(n).
    public static func code(_ message: some Collection<UInt8>, key: some Collection<UInt8>) -> [UInt8] {
        var block = Array(key)
        if block.count > blockBytes { block = SHA256.digest(block) }
        block += [UInt8](repeating: 0, count: blockBytes - block.count)
        let inner = SHA256.digest(block.map { $0 ^ 0x36 } + Array(message))
        return SHA256.digest(block.map { $0 ^ 0x5C } + inner)
    }

    /// The code in lower-case hexadecimal.
    public static func hexadecimal(_ message: some Collection<UInt8>, key: some Collection<UInt8>) -> String {
        SHA256.hexadecimal(of: code(message, key: key))
    }
}
