/// One value of a scanned JSON text: what it is and where its bytes stand. Nodes are in the order of the text, each container
/// directly before what it contains.
struct JSONNode {
    enum Kind: UInt8 {
        case object, array, text, number
        /// `NaN` and `Infinity`, which some writers send although JSON has no such values: kept as a number that is none, so that
        /// only the reading that uses it is refused.
        case notANumber
        case yes, no, null
    }

    var kind: Kind
    /// The text has a backslash somewhere between its quotes.
    var hasEscapes = false
    var nameHasEscapes = false
    /// The value's bytes; those between the quotes for a text.
    var start: Int32
    var end: Int32
    /// The member's name between its quotes; `nameStart` is -1 for array elements and the root.
    var nameStart: Int32
    var nameEnd: Int32
    /// Index of the first node after this one and all that it contains.
    var next: Int32
}
