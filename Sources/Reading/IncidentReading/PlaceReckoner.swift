internal import Earth
internal import Gazetteer
internal import Incidents

/// Makes the point and radius of an incident from the places its text ties to it.
///
/// A stated distance never moves a named town; it places what has no name of its own: "a camp about
/// 35 miles north of Baghdad".
struct PlaceReckoner {
    let text: AnalyzedText
    let mentions: [Mention]

    /// The places of an event, the one that stands for it first; empty when none is tied to it.
    func places(of event: EventMention) -> [IncidentPlace] {
        if event.hasChosenPlaces {
            // A noun and the verb it stands with are one event, and bring the same place twice.
            var seen: Set<Int> = []
            let links = event.places.map(finest).filter { seen.insert($0.mention).inserted }
            // A name without a place of its own stands in what is named behind it, which is no second place.
            let nameless =
                links.filter { mentions[$0.mention].resolution.place == nil }
                .map { mentions[$0.mention].span } + [event.unlistedPlace].compactMap { $0 }
            let holders = nameless.compactMap(holder)
            let named = links.filter { link in
                mentions[link.mention].resolution.place != nil && !holders.contains(link.mention)
                    && !links.contains {
                        isWithin($0, link) || nested.inner(of: link.mention) == $0.mention
                    }
            }.map(place)
            let unlisted = nameless.map(unlisted)
            let isFirst =
                (event.isUnlistedFirst || !holders.isEmpty) && unlisted.first?.coordinate != nil
            return isFirst ? unlisted + named : named + unlisted
        }
        let located = innermost(
            event.places.filter { mentions[$0.mention].resolution.place != nil && !isAside($0) })
        guard let best = located.max(by: { rank($0) < rank($1) }) else { return [] }
        if best.relation == .between {
            return [
                between(best, in: located)
                    ?? place(surest(located.filter { $0.relation == .between }) ?? best)
            ]
        }
        let beside = located.filter { $0.mention != best.mention && isPeer($0, of: best) }
        return [place(best)] + beside.map { place($0) }
    }

    /// "in Texcaltitlán, *about 130 km southwest of Mexico City*": says where the place named before lies.
    private func isAside(_ link: EventMention.PlaceLink) -> Bool {
        guard let offset = link.offset, offset.kilometers != nil, link.mention > 0 else {
            return false
        }
        let before = mentions[link.mention - 1]
        let end = text.tokenRange(before.span).upperBound
        guard before.role == .literal, let place = before.resolution.place,
            Self.fineness(place.kind) >= 2 || place.kind == .admin2 && place.radius < Self.narrow,
            end < offset.tokens.lowerBound, offset.tokens.lowerBound - end <= 3
        else { return false }
        return text.tokens[end].mark == .comma
            && !text.tokens[end..<offset.tokens.lowerBound].contains(where: \.isCapitalized)
    }

    /// Districts no wider than this are as good as towns.
    private static let narrow = Distance.kilometers(15)

    private var nested: NestedNames { NestedNames(text: text, mentions: mentions) }

    /// "Enga province *of Papua New Guinea*": whatever is said of the country, the province is where it was.
    private func finest(_ link: EventMention.PlaceLink) -> EventMention.PlaceLink {
        guard link.offset == nil, let inner = nested.inner(of: link.mention) else { return link }
        return EventMention.PlaceLink(
            mention: inner, relation: link.relation == .near ? .at : link.relation,
            strength: link.strength)
    }

    /// With the finer name for each that holds one: whatever ties the event to the area ties it to the
    /// village in it.
    private func innermost(_ links: [EventMention.PlaceLink]) -> [EventMention.PlaceLink] {
        var kept: [EventMention.PlaceLink] = []
        for link in links {
            let inner = link.offset == nil ? nested.inner(of: link.mention) : nil
            let own = inner.flatMap { fine in links.first { $0.mention == fine } }
            let strength = max(link.strength, own?.strength ?? 0)
            let chosen = EventMention.PlaceLink(
                mention: inner ?? link.mention,
                relation: own?.relation
                    ?? (inner != nil && link.relation == .near ? .at : link.relation),
                strength: strength, offset: (own ?? link).offset, border: link.border)
            if let index = kept.firstIndex(where: { $0.mention == chosen.mention }) {
                if kept[index].strength < strength { kept[index] = chosen }
            } else {
                kept.append(chosen)
            }
        }
        return kept.filter { wide in
            !kept.contains { $0.strength >= wide.strength - 2 && isDistrict($0, of: wide) }
        }
    }

    /// "Jammu and Kashmir's *Ganderbal* district": of divisions the finer.
    private func isDistrict(
        _ fine: EventMention.PlaceLink, of wide: EventMention.PlaceLink
    ) -> Bool {
        guard fine.offset == nil, wide.offset == nil,
            let inner = mentions[fine.mention].resolution.place,
            let outer = mentions[wide.mention].resolution.place
        else { return false }
        return outer.kind == .admin1 && (inner.kind == .admin2 || inner.kind == .admin3)
            && inner.country == outer.country && inner.admin1 == outer.name
    }

    /// "in Abqaiq in eastern Saudi Arabia": the country is no second place.
    private func isWithin(_ fine: EventMention.PlaceLink, _ wide: EventMention.PlaceLink) -> Bool {
        guard let inner = mentions[fine.mention].resolution.place,
            let outer = mentions[wide.mention].resolution.place,
            Self.fineness(inner.kind) > Self.fineness(outer.kind), inner.country == outer.country
        else { return false }
        return outer.kind == .country || outer.kind == .admin1 && outer.name == inner.admin1
    }

    /// A place that has a name and nothing else; "in Metcalf, near San Jose", "near Tofagala in western Niger" is
    /// placed by what it is near or in.
    private func unlisted(_ span: TextSpan) -> IncidentPlace {
        let name = text.string(span)
        guard let index = neighbour(of: span), let near = mentions[index].resolution.place else {
            let mention = Mention(
                span: span, text: name, role: .literal,
                resolution: Resolution(place: nil, confidence: 0))
            return IncidentPlace(mention: mention, relation: .at, coordinate: nil, radius: .zero)
        }
        let part =
            Self.fineness(near.kind) < 2
            ? Directions(text: text).part(of: mentions[index]).map {
                sector($0, of: near, mentions[index])
            } : nil
        let radius = part?.radius ?? near.radius + Self.nearby
        let coordinate = part?.coordinate ?? near.coordinate
        let place = Place(
            id: Place.unlistedPrefix + "\(near.id)/\(name)", name: name, kind: .locality,
            coordinate: coordinate, radius: radius, country: near.country,
            countryName: near.countryName,
            admin1: near.kind == .admin1 ? near.name : near.admin1, admin2: "", population: 0)
        let mention = Mention(
            span: span, text: name, role: .literal,
            resolution: Resolution(
                place: place, confidence: 0.4,
                reasons: [
                    Reason(
                        "no gazetteer lists “\(name)”: it stands "
                            + (part == nil ? "beside \(near.name)" : "in that part of \(near.name)")
                    )
                ]))
        return IncidentPlace(
            mention: mention, relation: part == nil ? .near : .within, coordinate: coordinate,
            radius: radius)
    }

    /// The division or country right behind a name that no gazetteer lists, which lies in it.
    private func holder(of span: TextSpan) -> Int? {
        neighbour(of: span).flatMap { index in
            Self.fineness(mentions[index].resolution.place?.kind) < 2 ? index : nil
        }
    }

    /// The mention of the town or division right behind, past a comma and "near", "in" or the like; of a
    /// country only where its part is said.
    private func neighbour(of span: TextSpan) -> Int? {
        let index = mentions.partitioningIndex { $0.span.start >= span.end }
        guard mentions.indices.contains(index), mentions[index].role == .literal,
            let place = mentions[index].resolution.place, place.kind.group != .nature,
            Self.fineness(place.kind) > 0
                || place.kind == .country
                    && Directions(text: text).part(of: mentions[index]) != nil
        else { return nil }
        let between = text.tokens[text.tokenRange(TextSpan(span.end, mentions[index].span.start))]
        let isBeside =
            between.count <= 3
            && between.allSatisfy {
                $0.mark == .comma || Self.beside.contains($0.key)
                    || Directions.adjectives[$0.key] != nil
            }
        return isBeside && !between.isEmpty ? index : nil
    }

    private static let beside: WordSet = [
        WordKey("near"), WordKey("in"), WordKey("outside"), WordKey("the"), WordKey("village"),
        WordKey("of"), WordKey("close"), WordKey("to"), WordKey("district"),
    ]

    /// A closer tie first; of two equal ones the finer place.
    private func rank(_ link: EventMention.PlaceLink) -> (Int, Int) {
        let kind = mentions[link.mention].resolution.place?.kind
        // An offset places what has no name: it stands behind a town, before a mere division.
        let fineness = link.offset?.kilometers != nil ? 2 : Self.fineness(kind)
        let isDivision = fineness < 2
        // "near Adumim, east of Jerusalem", "in Kirkuk, 60 miles from Mosul": a mere direction or distance
        // gives way to what is named.
        let offset = link.offset
        let isLoose = offset.map { $0.kilometers == nil || $0.degrees == nil } ?? false
        let strength = link.strength - (isLoose ? offset?.kilometers == nil ? 2 : 5 : 0)
        return (isDivision ? strength - 4 : strength, fineness)
    }

    static func fineness(_ kind: PlaceKind?) -> Int {
        switch kind {
        case nil, .continent, .region: -1
        case .country: 0
        case .admin1, .admin2, .admin3: 1
        case .some(let kind) where kind.group == .nature: 2
        case .some(let kind): kind.group == .site || kind == .quarter ? 4 : 3
        }
    }

    /// Of two ends too far apart for one stretch one is misread: likely the one that is less sure.
    private func surest(_ links: [EventMention.PlaceLink]) -> EventMention.PlaceLink? {
        links.max {
            mentions[$0.mention].resolution.confidence < mentions[$1.mention].resolution.confidence
        }
    }

    /// Another place named in the same breath: "in Hit, Haditha and Rawa".
    private func isPeer(_ link: EventMention.PlaceLink, of best: EventMention.PlaceLink) -> Bool {
        guard link.relation == best.relation, link.offset == nil, best.offset == nil,
            abs(link.strength - best.strength) <= 1,
            let place = mentions[link.mention].resolution.place,
            let other = mentions[best.mention].resolution.place
        else { return false }
        return Self.fineness(place.kind) == Self.fineness(other.kind) && place.id != other.id
            && areListed(link.mention, best.mention)
    }

    /// Only a comma, "and" or "or" stands between two names of a list.
    private func areListed(_ a: Int, _ b: Int) -> Bool {
        let (first, second) = a < b ? (a, b) : (b, a)
        guard second - first <= 6 else { return false }
        let gap = TextSpan(
            mentions[first].span.end, max(mentions[first].span.end, mentions[second].span.start))
        return text.tokenRange(gap).allSatisfy {
            text.tokens[$0].kind == .mark || text.tokens[$0].end - text.tokens[$0].start <= 3
                || mentions.contains { [token = text.tokens[$0]] in $0.span.contains(token.span) }
        }
    }

    private func place(_ link: EventMention.PlaceLink) -> IncidentPlace {
        let mention = mentions[link.mention]
        guard let named = mention.resolution.place else {
            return IncidentPlace(
                mention: mention, relation: link.relation, coordinate: nil, radius: .zero)
        }
        if let border = link.border, let reckoned = reckoned(border, named, mention) {
            return reckoned
        }
        if let offset = link.offset { return reckoned(offset, from: named, mention) }
        if let degrees = Directions(text: text).part(of: mention), Self.fineness(named.kind) < 2 {
            return sector(degrees, of: named, mention)
        }
        let isNear = link.relation == .near && named.kind.group != .division
        return IncidentPlace(
            mention: mention, relation: link.relation, coordinate: named.coordinate,
            radius: isNear ? named.radius + Self.nearby : named.radius)
    }

    /// The point that distance and direction lead to. Newspapers round both: the radius allows for
    /// 20 % of the distance, half a compass sector of 45°, and the extent of the place counted from.
    func reckoned(_ offset: Offset, from named: Place, _ mention: Mention) -> IncidentPlace {
        if offset.kilometers == nil, let degrees = offset.degrees, Self.fineness(named.kind) < 2 {
            return sector(degrees, of: named, mention)
        }
        if offset.kilometers == nil, isInside(offset) {
            return IncidentPlace(
                mention: mention, relation: .within, coordinate: named.coordinate,
                radius: named.radius)
        }
        let distance = offset.kilometers.map(Distance.kilometers)
        var coordinate = named.coordinate
        var radius = named.radius + (distance ?? Self.direction)
        if let distance, let degrees = offset.degrees {
            coordinate = named.coordinate.moved(by: distance, toward: Bearing(degrees: degrees))
            let along = distance.meters * 0.2
            let across = distance.meters * 0.3827
            let extent = named.radius.meters
            radius = .meters((along * along + across * across + extent * extent).squareRoot())
        }
        let stated = distance.map {
            StatedDistance(
                span: text.span(offset.tokens), from: named.name, stated: $0, measured: nil)
        }
        return IncidentPlace(
            mention: mention, relation: .offset, coordinate: coordinate, radius: radius,
            stated: stated.map { [$0] } ?? [])
    }

    /// "*in the* north of the city".
    private func isInside(_ offset: Offset) -> Bool {
        let first = offset.tokens.lowerBound
        return first > 0 && text.tokens[first].key == Words.the
            && text.tokens[first - 1].key == Words.in
    }

    /// "northern Diyala", "the north of Iraq": half of the division's circle, as a circle of half its area
    /// around a point half way out.
    private func sector(_ degrees: Double, of named: Place, _ mention: Mention) -> IncidentPlace {
        IncidentPlace(
            mention: mention.explained(
                by: "the \(Bearing(degrees: degrees).compassPoint) half of \(named.name)"),
            relation: .within,
            coordinate: named.coordinate.moved(
                by: named.radius * 0.5, toward: Bearing(degrees: degrees)),
            radius: named.radius * 0.5.squareRoot())
    }

    /// "near the border with Syria", as far as it lies in the division that is named, too.
    private func reckoned(
        _ border: BorderTable.Pair, _ named: Place, _ mention: Mention
    ) -> IncidentPlace? {
        let division = Self.fineness(named.kind) == 1 ? named : nil
        return BorderTable.standard.stretch(border.first, border.second, near: division).map {
            let line = "where \(border.first) and \(border.second) meet"
            return IncidentPlace(
                mention: mention.explained(
                    by: division.map { "\(line), in or near \($0.name)" } ?? line),
                relation: .near, coordinate: $0.middle, radius: $0.radius)
        }
    }

    /// "between Hit and Haditha": the middle, with a radius that reaches both.
    private func between(
        _ link: EventMention.PlaceLink, in links: [EventMention.PlaceLink]
    ) -> IncidentPlace? {
        guard let first = mentions[link.mention].resolution.place,
            let other = links.first(where: {
                $0.mention != link.mention && abs($0.mention - link.mention) == 1
            }), let second = mentions[other.mention].resolution.place
        else { return nil }
        // Of a road to a village that no gazetteer lists no more is known than where it begins.
        if let known = [first, second].first(where: { !$0.isUnlisted }),
            first.isUnlisted != second.isUnlisted
        {
            let mention = first.isUnlisted ? mentions[other.mention] : mentions[link.mention]
            return IncidentPlace(
                mention: mention, relation: .near, coordinate: known.coordinate,
                radius: max(first.radius, second.radius))
        }
        let line = first.coordinate.geodesic(to: second.coordinate)
        // Names this far apart were not meant as the two ends of a stretch.
        let isOneCountry = first.country == second.country && !first.country.isEmpty
        guard line.distance < .kilometers(isOneCountry ? 1_500 : 500) else { return nil }
        let middle = first.coordinate.moved(by: line.distance * 0.5, toward: line.initialBearing)
        return IncidentPlace(
            mention: mentions[link.mention], relation: .between, coordinate: middle,
            radius: line.distance * 0.5)
    }

    /// What "near" and "outside" add to a place's own extent.
    static let nearby = Distance.kilometers(10)
    /// How far "north of" may reach when no distance is given.
    static let direction = Distance.kilometers(25)
}

extension Mention {
    /// With what leads from its place to the one meant, before all that speaks for the place.
    fileprivate func explained(by words: String) -> Mention {
        var mention = self
        mention.resolution.reasons.insert(Reason(words), at: 0)
        return mention
    }
}
