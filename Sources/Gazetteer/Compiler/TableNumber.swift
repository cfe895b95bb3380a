/// Decimal numbers of a table, read exactly and without strings.
enum TableNumber {
    /// `text` times 10^`decimals`, rounded half away from zero; `nil` when it is no plain decimal number
    /// or does not fit.
    static func scaled(_ text: some Collection<UInt8>, decimals: Int) -> Int? {
        var digits = text[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        var value = 0
        var seen = 0
        var fraction: Int?
        for byte in digits {
            if byte == UInt8(ascii: "."), fraction == nil {
                fraction = 0
                continue
            }
            guard byte &- 0x30 < 10 else { return nil }
            seen += 1
            let digit = Int(byte - 0x30)
            if let places = fraction {
                fraction = places + 1
                if places == decimals, digit >= 5 { value += 1 }
                if places >= decimals { continue }
            }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow, product < Int.max - digit else { return nil }
            value = product + digit
        }
        guard seen > 0 else { return nil }
        for _ in min(fraction ?? 0, decimals)..<decimals {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
        }
        return isNegative ? -value : value
    }
}
