import CMosquitto
import Glibc

/// What libmosquitto reports while one of the handle's loop calls runs.
final class ClientEvents {
    var onConnect: (_ code: Int32, _ sessionPresent: Bool) -> Void = { _, _ in }
    var onDisconnect: (_ code: Int32) -> Void = { _ in }
    var onMessage: (IncomingMessage) -> Void = { _ in }
    var onAcknowledged: (_ messageID: Int32, _ reason: Int32) -> Void = { _, _ in }
    var onSubscribed: (_ messageID: Int32, _ granted: [Int32]) -> Void = { _, _ in }
}

/// One connection of libmosquitto: made for one attempt and freed when it has failed or ended, so that nothing of a lost connection
/// (above all no acknowledgement that was not written) can survive into the next.
///
/// Driven by an outer loop: `threaded_set(true)` makes every call only queue its packet, and ``write()`` alone sends. Belongs to one
/// thread.
final class ClientHandle {
    private let pointer: OpaquePointer
    /// Kept alive as long as the handle, which holds an unretained pointer to it.
    private let events: ClientEvents
    private let isSessionKept: Bool
    /// `errno` as the last step left it: what `MOSQ_ERR_ERRNO` means.
    private(set) var systemError: Int32 = 0

    init(options: BrokerOptions, keepsSession: Bool, window: Int, events: ClientEvents) throws(MQTTError) {
        guard Library.initialised else { throw .library(call: "mosquitto_lib_init", detail: "the library could not be set up") }
        let context = Unmanaged.passUnretained(events).toOpaque()
        guard let pointer = mosquitto_new(options.clientID, !keepsSession, context) else {
            throw .library(call: "mosquitto_new", detail: String(cString: strerror(errno)))
        }
        self.pointer = pointer
        self.events = events
        self.isSessionKept = keepsSession
        try configure(options: options, window: window)
        installCallbacks()
    }

    deinit { mosquitto_destroy(pointer) }

    private func configure(options: BrokerOptions, window: Int) throws(MQTTError) {
        try check("mosquitto_threaded_set", mosquitto_threaded_set(pointer, true))
        let version = options.version == .v5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311
        try check("mosquitto_int_option", mosquitto_int_option(pointer, MOSQ_OPT_PROTOCOL_VERSION, version))
        try check("mosquitto_int_option", mosquitto_int_option(pointer, MOSQ_OPT_TCP_NODELAY, 1))
        try check("mosquitto_int_option", mosquitto_int_option(pointer, MOSQ_OPT_SEND_MAXIMUM, Int32(clamping: window)))
        try check("mosquitto_int_option", mosquitto_int_option(pointer, MOSQ_OPT_RECEIVE_MAXIMUM, Int32(clamping: window)))
        if let username = options.username {
            try check("mosquitto_username_pw_set", mosquitto_username_pw_set(pointer, username, options.password))
        }
        if let tls = options.tls { try configure(tls: tls) }
    }

    private func configure(tls: TLSOptions) throws(MQTTError) {
        for (name, file) in [("authority file", tls.authorityFile), ("certificate", tls.certificateFile), ("key", tls.keyFile)] {
            if let file, access(file, R_OK) != 0 {
                throw .invalidOption(
                    name: name, value: file, remedy: "It can not be read: \(String(cString: strerror(errno))).")
            }
        }
        if let authority = tls.authorityFile {
            try check("mosquitto_tls_set", mosquitto_tls_set(pointer, authority, nil, tls.certificateFile, tls.keyFile, nil))
        } else {
            try check("mosquitto_int_option", mosquitto_int_option(pointer, MOSQ_OPT_TLS_USE_OS_CERTS, 1))
            if tls.certificateFile != nil {
                try check(
                    "mosquitto_tls_set",
                    mosquitto_tls_set(pointer, nil, "/etc/ssl/certs", tls.certificateFile, tls.keyFile, nil))
            }
        }
    }

    private func check(_ call: String, _ code: Int32) throws(MQTTError) {
        guard code == 0 else { throw .library(call: call, detail: Library.text(code, systemError: errno)) }
    }

    private func installCallbacks() {
        mosquitto_connect_v5_callback_set(pointer) { _, context, code, flags, _ in
            ClientHandle.events(context)?.onConnect(code, flags & 1 != 0)
        }
        mosquitto_disconnect_v5_callback_set(pointer) { _, context, code, _ in ClientHandle.events(context)?.onDisconnect(code) }
        mosquitto_publish_v5_callback_set(pointer) { _, context, messageID, reason, _ in
            ClientHandle.events(context)?.onAcknowledged(messageID, reason)
        }
        mosquitto_subscribe_callback_set(pointer) { _, context, messageID, count, granted in
            let codes = UnsafeBufferPointer(start: granted, count: granted == nil ? 0 : Int(max(0, count)))
            ClientHandle.events(context)?.onSubscribed(messageID, Array(codes))
        }
        mosquitto_message_callback_set(pointer) { _, context, message in
            guard let events = ClientHandle.events(context), let message, let topic = message.pointee.topic else { return }
            let length = strlen(topic)
            topic.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
                events.onMessage(
                    IncomingMessage(
                        topic: UnsafeBufferPointer(start: bytes, count: length),
                        payload: UnsafeRawBufferPointer(
                            start: message.pointee.payload, count: Int(max(0, message.pointee.payloadlen))),
                        qos: Int(message.pointee.qos), isRetained: message.pointee.retain))
            }
        }
    }

    private static func events(_ context: UnsafeMutableRawPointer?) -> ClientEvents? {
        context.map { Unmanaged<ClientEvents>.fromOpaque($0).takeUnretainedValue() }
    }
}

// MARK: Connecting

extension ClientHandle {
    /// Starts the connection. 3.1.1 does not block here; libmosquitto has no such call for 5, which waits for the TCP connection.
    /// - Returns: libmosquitto's code; 0 when the attempt is under way.
    func connect(_ options: BrokerOptions) -> Int32 {
        let keepAlive = Int32(clamping: options.keepAliveSeconds)
        let port = Int32(clamping: options.port)
        guard options.version == .v5 else {
            return noting(mosquitto_connect_async(pointer, options.host, port, keepAlive))
        }
        var properties: OpaquePointer?
        defer { mosquitto_property_free_all(&properties) }
        if isSessionKept {
            // Without it a session of MQTT 5 ends with its connection; the greatest value means "never".
            let code = mosquitto_property_add_int32(&properties, Int32(MQTT_PROP_SESSION_EXPIRY_INTERVAL.rawValue), .max)
            guard code == 0 else { return code }
        }
        return noting(mosquitto_connect_bind_v5(pointer, options.host, port, keepAlive, nil, properties))
    }

    private func noting(_ code: Int32) -> Int32 {
        systemError = errno
        return code
    }

    /// Queues DISCONNECT; ``write()`` sends it.
    func disconnect() { _ = mosquitto_disconnect(pointer) }
}

// MARK: The outer loop's steps

extension ClientHandle {
    /// Negative when there is no connection.
    var socket: Int32 { mosquitto_socket(pointer) }

    var wantsWrite: Bool { mosquitto_want_write(pointer) }

    /// Handles at most one packet (over TLS those that were decrypted together). Sends nothing.
    func read() -> Int32 { noting(mosquitto_loop_read(pointer, 1)) }

    /// Sends everything that is queued and fits into the socket.
    func write() -> Int32 { noting(mosquitto_loop_write(pointer, 1)) }

    /// The same with the packets put together in as few segments as they need. libmosquitto makes a system call for each packet, and
    /// without Nagle's delay each would travel alone: for the acknowledgements of a batch that costs more than storing it.
    func writeTogether() -> Int32 {
        let socket = socket
        guard socket >= 0 else { return write() }
        Self.setCork(true, socket)
        let code = write()
        // After a failure the library has closed the socket; then there is nothing left to send.
        if self.socket == socket { Self.setCork(false, socket) }
        return code
    }

    private static func setCork(_ isOn: Bool, _ socket: Int32) {
        var value: Int32 = isOn ? 1 : 0
        // Without it everything works as well, only dearer.
        _ = setsockopt(socket, Int32(IPPROTO_TCP), TCP_CORK, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Keep-alive; queues a PINGREQ when one is due, sends nothing.
    func housekeeping() -> Int32 { noting(mosquitto_loop_misc(pointer)) }
}

// MARK: Subscribing and publishing

extension ClientHandle {
    func subscribe(_ filter: String) -> (code: Int32, messageID: Int32) {
        var messageID: Int32 = 0
        let code = mosquitto_subscribe(pointer, &messageID, filter, 1)
        return (code, messageID)
    }

    func unsubscribe(_ filter: String) -> Int32 { mosquitto_unsubscribe(pointer, nil, filter) }

    func publish(topic: String, payload: [UInt8], qos: Int32, retain: Bool) -> (code: Int32, messageID: Int32) {
        var messageID: Int32 = 0
        let code = payload.withUnsafeBytes {
            mosquitto_publish(pointer, &messageID, topic, Int32(clamping: $0.count), $0.baseAddress, qos, retain)
        }
        return (code, messageID)
    }
}
