import Earth
public import Incidents

/// The incident layer with what does not fit a flat table: the codes of others for how exactly place and
/// day are known, and who was involved, what was counted and what was weighed, as JSON.
///
///     evidence    [{"of":"incident|place","evidence":"…","weight":0.2} …]
///     candidates  [{"gazetteer_id","name","kind","latitude","longitude","radius_km","country","admin1","admin2","score","reasons"} …]
public enum FullIncidentLayer {
    public static let layer = Layer(
        name: IncidentLayer.layer.name,
        columns: IncidentLayer.layer.columns + [
            "ucdp_where_prec", "gtd_specificity", "gdelt_geo_type", "acled_time_precision",
            "ucdp_date_prec", "actors", "casualties", "evidence", "candidates",
        ],
        types: IncidentLayer.layer.types.merging(
            [
                "ucdp_where_prec": .integer, "gtd_specificity": .integer,
                "gdelt_geo_type": .integer, "acled_time_precision": .integer,
                "ucdp_date_prec": .integer,
            ]) { $1 },
        roles: IncidentLayer.layer.roles)

    public static func feature(_ row: LocatedIncident) -> Feature {
        var feature = IncidentLayer.feature(row)
        let date = row.incident.date
        feature.values += [PrecisionScale.ucdp, .gtd, .gdelt].map {
            .integer(orNone: row.place?.code(in: $0))
        }
        feature.values += [.integer(orNone: date.acledCode), .integer(orNone: date.ucdpCode)]
        feature.values += [
            json { $0.list(of: row.incident.actors) },
            json { $0.list(of: row.incident.casualties) },
            json { $0.evidence(of: row) },
            json { $0.list(of: row.place?.mention.resolution.candidates ?? []) },
        ]
        return feature
    }

    private static func json(_ write: (inout JSONWriter) -> Void) -> FieldValue {
        var json = JSONWriter()
        write(&json)
        return .json(json.out.text)
    }
}

extension JSONWriter {
    fileprivate mutating func evidence(of row: LocatedIncident) {
        let place = row.place?.mention.resolution.reasons ?? []
        beginArray()
        for (subject, reasons) in [("incident", row.incident.reasons), ("place", place)] {
            for reason in reasons {
                beginObject()
                member("of", subject)
                member("evidence", reason.evidence)
                member("weight", reason.weight, decimals: 3)
                endObject()
            }
        }
        endArray()
    }
}
