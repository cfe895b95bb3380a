import Earth
import Incidents
import Testing

@testable import Formats

@Suite("What other people's lists call types and places")
struct ListWordsTests {
    private func rows(_ text: String) throws -> [LocatedIncident] {
        let list = try IncidentList.read(bytes: Array(text.utf8), origin: "l")
        var rows: [LocatedIncident] = []
        list.forEachIncident { rows.append($0) }
        return rows
    }

    @Test(
        "ACLED's types from before 2019 become those of today",
        arguments: [
            ("Battle-No change of territory", "Battles", "Armed clash", IncidentType.clash),
            (
                "Battle-Government regains territory", "Battles", "Government regains territory",
                .recapture
            ),
            (
                "Battle-Non-state actor overtakes territory", "Battles",
                "Non-state actor overtakes territory", .capture
            ),
            (
                "Headquarters or base established", "Strategic developments",
                "Headquarters or base established", .baseEstablished
            ),
            ("Strategic development", "Strategic developments", "", .other),
            ("Remote violence", "Explosions/Remote violence", "", .bombing),
            ("Violence against civilians", "Violence against civilians", "", .attack),
            ("Riots/Protests", "Riots/Protests", "", .protest),
        ])
    func oldTypes(written: String, event: String, subEvent: String, type: IncidentType) throws {
        let row = try #require(
            try rows(
                "EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,EVENT_TYPE,LATITUDE,LONGITUDE\nX1,1,05-01-2016,\(written),33,43\n"
            ).first)
        #expect(row.incident.acled == ACLEDType(event, subEvent))
        #expect(row.incident.type == type)
    }

    @Test("A sub-event type that nobody knows keeps its words and has its event's type")
    func unknownSubEvent() throws {
        let row = try #require(
            try rows(
                "event_id_cnty,event_type,sub_event_type,latitude,longitude\nX1,Riots,Unheard-of,33,43\n"
            ).first)
        #expect(row.incident.acled == ACLEDType("Riots", "Unheard-of"))
        #expect(row.incident.type == .riot)
    }

    @Test("GTD's place is the city, and what it does not know is not named Unknown")
    func gtd() throws {
        let header =
            "eventid,iyear,imonth,iday,country_txt,provstate,city,latitude,longitude,location\n"
        let found = try rows(
            header + "1,2016,1,5,Iraq,Al Anbar,Ramadi,33.4,43.3,In front of a bank\n"
                + "2,2016,1,5,Iraq,Al Anbar,Unknown,33.4,43.3,\n"
                + "3,2016,1,5,Iraq,Unknown,Unknown,33.4,43.3,\n")
        #expect(found.map { $0.place?.place?.name } == ["Ramadi", "Al Anbar", "Iraq"])
        #expect(found.map { $0.place?.place?.admin1 } == ["Al Anbar", "Al Anbar", ""])
    }

    @Test(
        "GDELT's name of a place is taken apart",
        arguments: [
            (4, "Ramadi, Al Anbar, Iraq", "IZ", "Ramadi", "Al Anbar", "Iraq", "IQ"),
            (5, "Al Anbar, Iraq", "IZ", "Al Anbar", "Al Anbar", "Iraq", "IQ"),
            (1, "Iraq", "IZ", "Iraq", "", "Iraq", "IQ"),
            (4, "Minsk, Belarus (general), Belarus", "BO", "Minsk", "", "Belarus", "BY"),
        ])
    func gdelt(
        type: Int, full: String, fips: String, name: String, admin1: String, country: String,
        code: String
    ) throws {
        let row = try #require(
            try rows(
                "GLOBALEVENTID,ActionGeo_Type,ActionGeo_FullName,ActionGeo_CountryCode,ActionGeo_Lat,ActionGeo_Long\n1,\(type),\"\(full)\",\(fips),33,43\n"
            ).first)
        let place = try #require(row.place?.place)
        #expect(place.name == name)
        #expect(place.admin1 == admin1)
        #expect(place.countryName == country)
        #expect(place.country == code)
    }

    @Test("Headers in other languages are known")
    func languages() throws {
        for header in ["id;datum;breite;länge;ort", "id;fecha;latitud;longitud;lugar"] {
            let row = try #require(
                try rows("\(header)\n1;25.01.2016;33,42;43,31;Ramadi\n").first)
            #expect(row.place?.coordinate?.latitude == 33.42, "\(header)")
            #expect(row.incident.date.start == Day(iso: "2016-01-25"), "\(header)")
            #expect(row.place?.place?.name == "Ramadi", "\(header)")
        }
    }

    @Test("A point without a name has a title that says so")
    func nameless() throws {
        #expect(try rows("id,lat,lon\n1,33,43\n").first?.title == "Incident, place without a name")
    }

    @Test("What is remarked on a row comes with a hint at what would help")
    func hints() throws {
        let list = try IncidentList.read(
            bytes: Array(
                "id,lat,lon,date\n1,33\n2,0,0,\n3,x,44,\n4,99,44,\n5,33,44,soon\n6,\"3\n".utf8),
            origin: "l")
        #expect(list.findings.count >= 6)
        for finding in list.findings where finding.severity != .note {
            #expect(finding.hint != nil, "\(finding)")
            #expect(finding.byte != nil || finding.position != nil, "\(finding)")
        }
    }
}
