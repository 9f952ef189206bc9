import Foundation

/// 2 to the power of x.
func exponential2(_ x: Double) -> Double { exp2(x) }

/// e to the power of x.
func exponential(_ x: Double) -> Double { exp(x) }

/// Natural logarithm.
func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// Chance that a standard normal variable is above z.
func upperTail(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }
