import CMosquitto
import Glibc

/// libmosquitto's global state, set up once and for the life of the process.
enum Library {
    static let initialised: Bool = mosquitto_lib_init() == 0

    /// Text of a result code; for `MOSQ_ERR_ERRNO` that of `systemError`.
    static func text(_ code: Int32, systemError: Int32) -> String {
        if code == Int32(MOSQ_ERR_ERRNO.rawValue) { return String(cString: strerror(systemError)) }
        return String(cString: mosquitto_strerror(code))
    }

    /// Why there is no connection, in words for the person who can mend it.
    static func problem(_ code: Int32, systemError: Int32, options: BrokerOptions) -> ConnectionProblem {
        let place = "\(options.host):\(options.port)"
        switch mosq_err_t(rawValue: code) {
        case MOSQ_ERR_ERRNO where systemError == ECONNREFUSED:
            return ConnectionProblem(
                text: "No broker listens at \(place)",
                remedy: "Start the broker, or correct its host and port in the configuration.")
        case MOSQ_ERR_ERRNO where [ENETUNREACH, EHOSTUNREACH, ETIMEDOUT].contains(systemError):
            return ConnectionProblem(
                text: "\(place) can not be reached (\(text(code, systemError: systemError)))",
                remedy: "Check the network and firewall.")
        case MOSQ_ERR_EAI:
            return ConnectionProblem(
                text: "The broker's name '\(options.host)' can not be resolved", remedy: "Check the name, or use its address.")
        case MOSQ_ERR_TLS, MOSQ_ERR_TLS_HANDSHAKE:
            return ConnectionProblem(
                text: "No encrypted connection with \(place)",
                remedy: "Check that the port speaks TLS, and that the authority file and the broker's name fit its certificate.")
        case MOSQ_ERR_KEEPALIVE:
            return ConnectionProblem(text: "The broker at \(place) does not answer any more", remedy: "Check that it still runs.")
        case MOSQ_ERR_CONN_LOST, MOSQ_ERR_NO_CONN:
            return ConnectionProblem(
                text: "The broker at \(place) closed the connection",
                remedy: "If this goes on, look into its log; another program may use the client id '\(options.clientID)'.")
        default:
            return ConnectionProblem(
                text: "No connection with \(place): \(text(code, systemError: systemError))",
                remedy: "Look into the broker's log.")
        }
    }

    /// The broker answered CONNECT with a refusal. `code` is a CONNACK code of 3.1.1 (1…5) or a reason code of 5 (128…).
    static func refusal(_ code: Int32, options: BrokerOptions) -> ConnectionProblem {
        let isV5 = code >= 128
        let reason = String(cString: isV5 ? mosquitto_reason_string(code) : mosquitto_connack_string(code))
        let remedy =
            switch code {
            case 4, 5, 134, 135:
                options.username.map { "Check user '\($0)' and its password in the configuration and at the broker." }
                    ?? "The broker wants a user name and password: set them in the configuration."
            case 1, 132: "The broker does not speak MQTT \(options.version.rawValue): choose the other version."
            case 2, 133: "The broker does not like the client id '\(options.clientID)': choose another one."
            default: "Look into the broker's log."
            }
        return ConnectionProblem(text: "The broker refused the connection (\(reason))", remedy: remedy)
    }

    /// The broker ended a connection with a reason (MQTT 5).
    static func farewell(_ code: Int32, options: BrokerOptions) -> ConnectionProblem? {
        guard code >= 128 else { return nil }
        let remedy =
            code == 142 ? "Another program uses the client id '\(options.clientID)': give each its own." : "Look into its log."
        return ConnectionProblem(
            text: "The broker ended the connection (\(String(cString: mosquitto_reason_string(code))))", remedy: remedy)
    }
}
