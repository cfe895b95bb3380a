internal import Earth
internal import Gazetteer
internal import Incidents

/// Finds positions given in figures: "33.3152, 44.3661", "34.1398 N 42.3781 E", "33°18′N, 44°24′E",
/// "38SMB4488".
///
/// Only what leaves no doubt is read: both axes with their hemispheres, or two decimals of four places
/// or more (three behind "at" or "(") with a comma between them, or a grid reference of two digits an
/// axis or more.
///
/// Cost: linear; a stretch of at most ``longest`` bytes behind each number that may open a position.
struct PositionReader {
    let text: AnalyzedText
    let gazetteer: CompiledGazetteer

    /// In the order of the text, without overlaps.
    func mentions() -> [Mention] {
        let (tokens, bytes) = (text.tokens, text.bytes)
        var found: [Mention] = []
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            guard Self.mayOpen(token, bytes), !token.flags.contains(.boilerplate),
                let mention = mention(at: index)
            else {
                index += 1
                continue
            }
            index = max(index + 1, text.tokenRange(mention.span).upperBound)
            found.append(mention)
        }
        return found
    }

    /// A number with three decimals, with a letter or a sign of degrees close behind it, or "N33".
    private static func mayOpen(_ token: Token, _ bytes: [UInt8]) -> Bool {
        guard token.kind != .mark else { return false }
        let start = Int(token.start)
        guard Self.isDigit(bytes[start]) else {
            let next = start + 1
            return token.kind == .word && Self.isHemisphere(bytes[start]) && next < bytes.count
                && (Self.isDigit(bytes[next]) || bytes[next] == 0x20)
                && bytes[next..<min(next + 3, bytes.count)].contains(where: Self.isDigit)
        }
        let near = bytes[start..<min(start + Self.axis, bytes.count)]
        return near.contains { $0 == 0xC2 || Self.isHemisphere($0) }
            || Self.decimals(near) >= Self.leastDecimals || Self.mayBeGrid(near)
    }

    /// The longest stretch that reads as one position.
    private func mention(at index: Int) -> Mention? {
        let start = sign(before: index) ?? Int(text.tokens[index].start)
        let line = text.bytes[start..<min(start + Self.longest, text.bytes.count)]
            .prefix { $0 >= 0x20 && !(0x61...0x7A).contains($0) }
        let ends = text.tokens[index...].lazy.map { Int($0.end) }.prefix { $0 <= line.endIndex }
        for end in ends.reversed() where isWhole(end) {
            let words = String(decoding: text.bytes[start..<end], as: UTF8.self)
            guard isExplicit(words, isLedIn(index)), let point = Self.point(words) else { continue }
            return mention(TextSpan(start, end), words, point.coordinate, point.radius)
        }
        return nil
    }

    /// A minus right before the number.
    private func sign(before index: Int) -> Int? {
        let start = Int(text.tokens[index].start)
        guard start > 0, text.bytes[start - 1] == UInt8(ascii: "-"),
            start == 1 || text.bytes[start - 2] == 0x20 || text.bytes[start - 2] == 0x28
        else { return nil }
        return start - 1
    }

    /// A position does not end in the middle of a word or of a figure.
    private func isWhole(_ end: Int) -> Bool {
        guard end < text.bytes.count else { return true }
        let next = text.bytes[end]
        if next == UInt8(ascii: ".") || next == UInt8(ascii: ",") {
            return end + 1 >= text.bytes.count || !Self.isDigit(text.bytes[end + 1])
        }
        return next != UInt8(ascii: "%") && next < 0x80 && !Self.isDigit(next)
            && !(0x61...0x7A).contains(next | 0x20)
    }

    /// "(", "at", "coordinates": what follows may be a position.
    private func isLedIn(_ index: Int) -> Bool {
        let before = text.tokens[max(0, index - 2)..<index]
        return before.contains { $0.mark == .open || Self.leading.contains($0.key) }
    }

    private func isExplicit(_ words: String, _ isLedIn: Bool) -> Bool {
        let bytes = Array(words.utf8)
        // "3. 33.31N 44.36E": the number of a list.
        let isListed = zip(bytes, bytes.dropFirst()).contains { $0 == 0x2E && $1 == 0x20 }
        guard !isListed, bytes.last != UInt8(ascii: ",") else { return false }
        if Self.mayBeGrid(bytes[...]), MGRS(words) != nil {
            return bytes.count(where: Self.isDigit) >= 5
        }
        let letters = bytes.filter(Self.isHemisphere)
        let others = bytes.contains { (0x41...0x7A).contains($0) && !Self.isHemisphere($0) }
        guard !others else { return false }
        if letters.count == 2 { return true }
        let halves = words.split(separator: ",", omittingEmptySubsequences: false)
        let least = isLedIn ? Self.leastDecimals : Self.leastDecimals + 1
        return letters.isEmpty && halves.count == 2
            && halves.allSatisfy { Self.decimals(Array($0.utf8)[...]) >= least }
    }

    /// Half of the last place that is given, and never less than an arm's reach on a map.
    private static func point(_ words: String) -> (coordinate: Coordinate, radius: Distance)? {
        guard let coordinate = CoordinateText.read(words) else { return nil }
        if let grid = MGRS(words) { return (coordinate, max(grid.radius, finest)) }
        // Degrees alone, with minutes, or with seconds: two axes of as many figures each.
        let figures = words.split { !$0.isNumber && $0 != "." }.count
        let unit: Double = figures >= 6 ? 1 / 3600 : figures >= 4 ? 1 / 60 : 1
        let places = min(decimals(Array(words.utf8)[...]), 6)
        let step = (0..<places).reduce(unit) { step, _ in step / 10 }
        return (coordinate, max(.kilometers(111.2 * step / 2 * 2.0.squareRoot()), finest))
    }

    private func mention(
        _ span: TextSpan, _ words: String, _ point: Coordinate, _ radius: Distance
    ) -> Mention {
        let nearest = gazetteer.nearestPlaces(
            to: point, count: 1, within: Self.reach, kinds: Self.settled
        ).first?.place
        let place = Place(
            id: Place.positionPrefix + "\(point.latitude),\(point.longitude)", name: words,
            kind: .locality, coordinate: point, radius: radius, country: nearest?.country ?? "",
            countryName: nearest?.countryName ?? "", admin1: nearest?.admin1 ?? "",
            admin2: nearest?.admin2 ?? "", population: 0)
        let reasons = [Reason("the text gives the position in figures")]
        return Mention(
            span: span, text: words, role: .literal,
            resolution: Resolution(place: place, confidence: 0.99, reasons: reasons))
    }

    // MARK: Bytes

    /// Digits behind the first point.
    private static func decimals(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let point = bytes.firstIndex(of: UInt8(ascii: ".")), point > bytes.startIndex,
            isDigit(bytes[point - 1])
        else { return 0 }
        return bytes[(point + 1)...].prefix(while: isDigit).count
    }

    /// "38S", "38 SMB": a zone and letters.
    private static func mayBeGrid(_ bytes: ArraySlice<UInt8>) -> Bool {
        let zone = bytes.prefix(while: isDigit).count
        guard (1...2).contains(zone) else { return false }
        let letters = bytes.dropFirst(zone).filter { $0 != 0x20 }.prefix(3)
        return letters.count == 3 && letters.allSatisfy { (0x41...0x5A).contains($0) }
    }

    /// N, S, E or W.
    private static func isHemisphere(_ byte: UInt8) -> Bool {
        byte == 0x4E || byte == 0x53 || byte == 0x45 || byte == 0x57
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Bytes of the longest position: degrees, minutes and seconds of both axes, with spaces.
    private static let longest = 64
    /// Bytes within which an axis shows that it is one.
    private static let axis = 16
    /// Where the words before say that a position follows; else one more.
    private static let leastDecimals = 3
    private static let leading: WordSet = [
        WordKey("at"), WordKey("coordinates"), WordKey("position"), WordKey("location"),
        WordKey("grid"), WordKey("gps"), WordKey("located"), WordKey("near"),
    ]
    private static let finest = Distance.meters(50)
    private static let settled: Set<PlaceKind> = [.capital, .city, .town, .village]
    private static let reach = Distance.kilometers(100)
}
