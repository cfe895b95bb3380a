import Earth
import Gazetteer
import Incidents
import Reading
import Foundation
let args = CommandLine.arguments
if args[1] == "build" { let s = try GazetteerCompiler.compile(folder: args[2], to: args[3]); print(s) }
else if args[1] == "tell" { let g = try CompiledGazetteer(path: "/tmp/core.sandgaz"); let p = args[2].split(separator: "@"); print(Reader(gazetteer: g).debugTellings(Report(id: "x", text: try String(contentsOfFile: String(p[0]), encoding: .utf8), published: p.count > 1 ? Day(iso: p[1]) : nil))) }
else if args[1] == "chunks" { let g = try CompiledGazetteer(path: "/tmp/core.sandgaz"); print(Reader(gazetteer: g).debugChunks(args[2])) }
else {
  let g = try CompiledGazetteer(path: args[1]); let r = Reader(gazetteer: g)
  for a in args.dropFirst(2) { let p = a.split(separator: "@"); let text = try String(contentsOfFile: String(p[0]), encoding: .utf8)
    let out = r.read(Report(id: String(p[0].split(separator: "/").last!), text: text, published: p.count > 1 ? Day(iso: p[1]) : nil))
    print("=====", a); 
    print("PLACES:", out.mentions.map { "\($0.text)\($0.role == .literal ? "" : "/" + $0.role.rawValue)→\($0.resolution.place.map { "\($0.name) \($0.kind.rawValue) \($0.admin1) \($0.country)" } ?? "nil") \(Int($0.resolution.confidence*100))" }.joined(separator: " ; "))
    for i in out.incidents { 
      let pl = i.places.map { "\($0.relation.rawValue) \($0.mention.text)[\($0.place?.kind.rawValue ?? "?")]±\(Int($0.radius.kilometers))" + ($0.stated.isEmpty ? "" : " stated \($0.stated.map{"\($0.stated.kilometers.rounded()) from \($0.from) meas \($0.measured?.kilometers.rounded() ?? -1)"})") }.joined(separator: "; ")
      print("*", i.type.rawValue, "|", i.acled.subEvent, "|", i.status, i.stage, i.certainty, "|", pl, "|", i.date.start?.description ?? "-", i.date.end?.description ?? "-", i.date.expression, "|", String(format: "%.2f", i.confidence))
      print("    actors:", i.actors.map { "\($0.role):\($0.name)(\($0.kind))" }.joined(separator: ", "), " w:", i.weapons.joined(separator: ","))
      for c in i.casualties { print("    \(c.effect) \(c.side) \(c.minimum.map(String.init) ?? "?")–\(c.maximum.map(String.init) ?? "?") [\(c.text)] src:\(c.source)") }
      for q in i.quotes { print("    “\(q.text.prefix(150))”") }
    }
  }
}
