import ArgumentParser
import Reports
import Roads
import Settings
import Store
import TownFiles

/// Exit codes, after the BSD convention of sysexits(3); listed in `fuellort --help`.
enum ExitStatus: Int32 {
    case problemsFound = 1
    case wrongUsage = 64
    case wrongData = 65
    case inputMissing = 66
    case notAvailable = 69
    case fault = 70
    case canNotCreate = 73
    case disk = 74
    case locked = 75
    case wrongSettings = 78

    var code: ExitCode { ExitCode(rawValue) }

    /// Whether the error is one whose text is meant for people as it stands.
    static func isOurs(_ error: any Error) -> Bool {
        error is SettingsError || error is StoreError || error is DeskError || error is TownFileFaults || error is RoadError
            || error is CommandFailure
    }

    init(of error: any Error) {
        self =
            switch error {
            case let failure as CommandFailure: failure.status
            case is SettingsError: .wrongSettings
            case is TownFileFaults: .wrongData
            case let error as StoreError: ExitStatus(of: error)
            case let error as DeskError: ExitStatus(of: error)
            case let error as RoadError: ExitStatus(of: error)
            default: .fault
            }
    }

    private init(of error: StoreError) {
        self =
            switch error {
            case .busy: .locked
            case .diskFull: .disk
            case .readOnly, .cannotOpen: .canNotCreate
            case .unknownTown, .unknownSlot: .inputMissing
            case .corrupt, .newerSchema: .wrongData
            case .other: .fault
            }
    }

    private init(of error: DeskError) {
        self =
            switch error {
            case .notFound: .inputMissing
            case .invalid, .faulty, .stale, .conflict, .impossible, .noEvaluation: .wrongData
            case .unavailable: .notAvailable
            }
    }
}

extension ExitStatus {
    init(of error: RoadError) {
        self =
            switch error {
            case .fileMissing, .unknownProfile, .unknownPeriod, .noRoadNear, .unreachable: .inputMissing
            case .unreadable: .notAvailable
            case .cannotWrite: .canNotCreate
            case .malformedFile: .wrongSettings
            case .malformedExtract, .noRoads, .doesNotCover, .notANetworkFile, .otherVersion, .damagedNetwork, .nothingDrivable:
                .wrongData
            }
    }
}

/// A failure that a command itself finds.
struct CommandFailure: Error, CustomStringConvertible {
    var status: ExitStatus
    var description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
