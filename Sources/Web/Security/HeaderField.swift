import Hummingbird

/// A header field by the name that Hummingbird's own import does not carry over.
typealias HTTPField = HTTPFields.Element
