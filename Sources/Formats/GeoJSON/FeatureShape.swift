import Earth

/// What stands between the values of a feature, as places in the text it was read from.
///
/// Programs write the features of a file alike, so most differ from the one before in their values
/// alone. Such a feature is read by comparing these pieces with its bytes and scanning only the values
/// in the gaps. The pieces were read once by the grammar and the values still are, so nothing passes
/// that the grammar would refuse; whatever does not fit is left to the long way.
struct FeatureShape {
    enum Role: Equatable {
        case id, longitude, latitude
        case property(Int32)
        /// A value that nobody asks for.
        case ignored
    }

    private var pieces: [Range<Int>] = []
    private var roles: [Role] = []
    private let end: Int

    /// - Parameter values: Of the feature, in the order of the text, with what they are.
    init(from start: Int, to end: Int, _ values: [(span: JSONSpan, role: Role)]) {
        var position = start
        for (span, role) in values {
            let isText = span.kind == .plainText || span.kind == .escapedText
            pieces.append(position..<(isText ? span.start - 1 : span.start))
            roles.append(role)
            position = isText ? span.end + 1 : span.end
        }
        pieces.append(position..<end)
        self.end = end
    }

    /// Reads a feature that starts where the reader stands.
    ///
    /// - Returns: Whether it is of this shape; otherwise the reader stands where it stood.
    func read(
        _ reader: inout JSONReader, _ bytes: UnsafeBufferPointer<UInt8>,
        into feature: inout GeoJSONFeature
    ) -> Bool {
        let start = reader.position
        if fill(&feature, &reader, bytes) {
            feature.end = reader.position
            return true
        }
        reader.moveBack(to: start)
        feature.clear(at: start)
        return false
    }

    private func fill(
        _ feature: inout GeoJSONFeature, _ reader: inout JSONReader,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var longitude = 0.0
        for index in 0..<roles.count {
            guard reader.skip(copyOf: pieces[index]) else { return false }
            switch roles[index] {
            case .longitude:
                guard let number = reader.coordinate() else { return false }
                longitude = number
            case .latitude:
                guard let latitude = reader.coordinate(),
                    let point = try? Coordinate(longitude: longitude, latitude: latitude)
                else { return false }
                feature.geometry = .point(point)
            case let role:
                guard let span = reader.spanInFeature() else { return false }
                switch role {
                case .id: feature.identifier = span
                case .property(let name): feature.members.append(.init(name: name, value: span))
                default: break
                }
            }
        }
        return reader.skip(copyOf: pieces[roles.count])
    }
}
