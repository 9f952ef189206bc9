import Foundation

/// 2 to the power of x.
func exponential2(_ x: Double) -> Double { exp2(x) }

/// e to the power of x.
func exponential(_ x: Double) -> Double { exp(x) }

/// Natural logarithm.
func naturalLogarithm(_ x: Double) -> Double { log(x) }
