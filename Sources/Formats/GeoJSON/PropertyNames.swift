/// The names of properties, which are the same in every feature of most files: each is made once and
/// known by its number from then on.
struct PropertyNames {
    private(set) var list: [String] = []
    private var numbers: [String: Int32] = [:]
    /// The number that was asked for last.
    private var last = -1

    subscript(number: Int32) -> String { list[Int(number)] }

    mutating func number(of name: String) -> Int32 {
        if let known = numbers[name] { return known }
        let number = Int32(list.count)
        list.append(name)
        numbers[name] = number
        return number
    }

    /// Names come in the order of the feature before, so the next is likely the one after the last.
    mutating func number(of key: JSONText, in bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        let next = last + 1 < list.count ? last + 1 : 0
        if next < list.count, key.matches(name: list[next], in: bytes) {
            last = next
            return Int32(next)
        }
        let number = number(of: key.decoded(from: bytes))
        last = Int(number)
        return number
    }
}
