/// Every sentence and word that Füllort's outputs say to people, by meaning. The texts stand in one file per language; the compiler
/// refuses a language that lacks one.
///
/// `{name}` in a text is replaced by the argument of that name, see ``Wording/callAsFunction(_:_:)``.
public enum Phrase: String, CaseIterable, Hashable, Sendable {
    // Why a container is emptied
    case reasonLevel, reasonLevelFullAt, reasonAge, reasonRequest, reasonRequestNote, reasonRhythm, reasonTakeAlong
    case reasonByHand, shortByHand, obstacleByHand, shortTakenOut, obstacleNotEmptied, shortNotEmptied

    // The same in few words, for tables beside the level
    case shortLevel, shortAge, shortRequest, shortRequestNote, shortRhythm, shortTakeAlong

    // Why a due container is left out
    case obstacleNoVehicle, obstacleNoSuitableVehicle, obstacleSkill, obstacleNoDisposalSite, obstacleTooLarge
    case obstacleTimeWindow, obstacleUnreachable, obstacleShift, obstacleCapacity, obstacleNoContainer, obstacleNoCollectionDay
    case nearestVehicle, safeUntil
    case shortNoVehicle, shortNoSuitableVehicle, shortSkill, shortNoDisposalSite, shortTooLarge, shortTimeWindow, shortShift
    case shortUnreachable, shortCapacity, shortNoContainer, shortNoCollectionDay

    // Which rule a plan breaks
    case rulePayload, ruleVolume, ruleShift, ruleQuietHours, ruleDrivingTime, ruleWorkingTime, ruleOpeningHours, ruleNotTipped
    case ruleUnknownVehicle, ruleVehicleOff, ruleVehicleTwice, ruleFraction, ruleEmptyingMethod, ruleSkill
    case ruleUnknownDisposalSite, ruleDisposalSite, ruleDisposalFraction, ruleBreak, ruleRest, ruleCollectionDay, ruleUnknownSite
    case ruleUnknownSlot, ruleWrongSite, ruleInactiveSlot, ruleNoContainer, ruleSlotTwice, ruleDueMissing, ruleTown
    case ruleDepot, ruleTimes, ruleWay, ruleServiceTime, ruleAmount, ruleLoad, ruleTotals
    case ruleOther, violation, violationOfTour, violationAtStop

    // Fractions
    case fractionGlassWhite, fractionGlassGreen, fractionGlassBrown, fractionPaper, fractionTextiles, fractionLightPackaging
    case fractionResidual, fractionBio, fractionLitter, fractionElectronics

    // Bands and quality
    case bandUpTo25, bandUpTo50, bandUpTo75, bandUpTo100, bandOver100, bandNone
    case qualityOutOfRange, qualityBlockedEcho, qualityStuck, qualityJump, qualityTilted, qualityHot, qualityBatteryLow
    case qualityClockWrong, qualityContradictsPerson, qualityNoLevel

    // Calendar
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
    case january, february, march, april, may, june, july, august, september, october, november, december

    // Stops
    case stopDepotStart, stopDisposal, stopRest, stopDepotEnd

    // Distances
    case basisEstimate, basisRoads, basisReason, detourConfigured, detourFromRoads, detourFromTours

    // Turns on the way to a stop
    case turnDepart, turnStraight, turnSlightRight, turnRight, turnSharpRight, turnSlightLeft, turnLeft, turnSharpLeft
    case turnRound, turnRoundabout, turnArrive, turnArriveLeft, turnArriveRight, turnOnto, turnThen
    case directionsTitle, directionsUnknown

    // Headings of tables
    case headingTour, headingVehicle, headingStop, headingArrival, headingPlace, headingFraction, headingLevel, headingReason
    case headingLoad, headingContainers, headingStops, headingDistance, headingDuration, headingEnergy, headingCarbonDioxide
    case headingCollected, headingSlot, headingObstacle, headingCanWait, canNotWait, headingAge, headingTrust, headingQuality,
        headingFullAt,
        headingDue
    case headingFigure, headingValue, headingUnit, headingBefore, headingAfter

    // Plans
    case planTitle, planSummaryTours, planLeftOut, planNothingLeftOut, planViolations, planEmpty, planTour, planTotal
    case planLeftOutMore

    // What a plan made anew changes
    case differenceLeftOut, differenceAdded, differenceMoved, differenceDropped, differenceTotals, differenceNone

    // Zones of a building plan
    case zoneResidential, zoneMixed, zoneCommercial, zoneIndustrial

    // Day report: key figures and notes on the data
    case figureTours, figureStops, figureContainers, figureLifts, figureLoads, figureDistance, figureWorkingTime
    case figureDrivingTime, figureDiesel, figureElectricity, figureCarbonDioxide, figureCollected, figureLeftOut
    case noteNoPlan, noteDistancesEstimated, noteNoLevel, noteSilent, noteDoubtful, noteBatteryLow, noteNoSensor
    case influence, influenceWeather
    case notePlannedNotEmptied, noteAllGood

    // Why a crew did not empty a container
    case notEmptiedNoAccess, notEmptiedBlockedByCar, notEmptiedNotOut, notEmptiedDamaged, notEmptiedOverloaded
    case notEmptiedContaminated, notEmptiedSideDeposit, notEmptiedDanger, notEmptiedDelay, notEmptiedWeight, notEmptiedOther

    // What was changed in a plan
    case editMoveContainer, editMoveStop, editTakeOut, editTakeIn, editReorder, editRemoveStop, editAddTip, editAddRest
    case editLockTour, editUnlockTour, editLockStop, editUnlockStop, editLockContainer, editUnlockContainer, editSwitchOff
    case editSwitchOn, changeMade, changeUndone, changeRedone, changeReplanned, changeWithout, changeFull, changeWith

    // Suggestions on rhythm and size
    case sizingUnderused, sizingOverfull, sizingInterval, sizingIntervalByAge, sizingVolume

    // Small words
    case yes, no, noData, unknown, ageMinutes, ageHours, ageDays
}
