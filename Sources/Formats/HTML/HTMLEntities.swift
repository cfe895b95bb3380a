/// Character references: `&eacute;`, `&#233;`, `&#xE9;`.
enum HTMLEntities {
    /// The text of a range with its references replaced. What is no reference stays as it is.
    static func replaced(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        var result: [UInt8] = []
        append(bytes, range, to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    static func append(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to result: inout [UInt8]
    ) {
        let part = UnsafeBufferPointer(rebasing: bytes[range])
        var copied = 0
        while let ampersand = part.firstPosition(of: UInt8(ascii: "&"), from: copied) {
            result.append(contentsOf: part[copied..<ampersand])
            if let reference = read(part, at: ampersand) {
                result.append(contentsOf: reference.text.utf8)
                copied = reference.end
            } else {
                result.append(UInt8(ascii: "&"))
                copied = ampersand + 1
            }
        }
        result.append(contentsOf: part[copied...])
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, at ampersand: Int
    ) -> (text: String, end: Int)? {
        guard ampersand + 1 < bytes.count else { return nil }
        return bytes[ampersand + 1] == UInt8(ascii: "#")
            ? numeric(bytes, at: ampersand + 2) : named(bytes, at: ampersand + 1)
    }

    private static func numeric(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> (text: String, end: Int)? {
        guard start < bytes.count else { return nil }
        let isHexadecimal = bytes[start] | 0x20 == UInt8(ascii: "x")
        var position = isHexadecimal ? start + 1 : start
        let firstDigit = position
        var value: UInt32 = 0
        while position < bytes.count, let digit = bytes[position].hexDigitValue,
            isHexadecimal || digit < 10
        {
            value = min(value, 0x11_0000) * (isHexadecimal ? 16 : 10) + digit
            position += 1
        }
        guard position > firstDigit else { return nil }
        if position < bytes.count, bytes[position] == UInt8(ascii: ";") { position += 1 }
        return (String(scalar(value)), position)
    }

    /// Numbers 128…159 mean the characters windows-1252 has there, as browsers read them.
    private static func scalar(_ value: UInt32) -> Unicode.Scalar {
        if (0x80..<0xA0).contains(value) { return windows1252[Int(value - 0x80)] }
        guard value != 0, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
        return scalar
    }

    private static func named(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> (text: String, end: Int)? {
        var end = start
        while end < bytes.count, end - start < 10,
            bytes[end].isASCIILetter || bytes[end].isASCIIDigit
        { end += 1 }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        if end < bytes.count, bytes[end] == UInt8(ascii: ";"), let scalar = names[name] {
            return (String(scalar), end + 1)
        }
        // The oldest references may lack the semicolon; longer words that begin like them may not.
        guard ["amp", "lt", "gt", "quot", "nbsp"].contains(name), let scalar = names[name] else {
            return nil
        }
        return (String(scalar), end)
    }

    private static let windows1252 = Array(
        ("\u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}"
            + "\u{2039}\u{152}\u{8D}\u{17D}\u{8F}\u{90}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}"
            + "\u{2013}\u{2014}\u{2DC}\u{2122}\u{161}\u{203A}\u{153}\u{9D}\u{17E}\u{178}")
            .unicodeScalars)

    /// The references of HTML 4, which is what newsroom software writes, and a few of HTML 5.
    private static let names: [String: Unicode.Scalar] = {
        var names: [String: Unicode.Scalar] = [:]
        for (name, code) in zip(latin1Names.split(separator: " "), 160...) {
            names[String(name)] = Unicode.Scalar(UInt32(code))
        }
        for pair in otherNames.split(whereSeparator: \.isWhitespace) {
            let parts = pair.split(separator: "=")
            guard parts.count == 2, let code = UInt32(parts[1], radix: 16) else { continue }
            names[String(parts[0])] = Unicode.Scalar(code)
        }
        return names
    }()

    /// U+00A0 to U+00FF, in order.
    private static let latin1Names = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
        sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave \
        Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml \
        ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN \
        szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
        iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
        ucirc uuml yacute thorn yuml
        """

    private static let otherNames = """
        quot=22 amp=26 lt=3C gt=3E apos=27 AMP=26 LT=3C GT=3E QUOT=22 num=23 dollar=24 percnt=25
        lpar=28 rpar=29 ast=2A plus=2B comma=2C period=2E sol=2F colon=3A semi=3B equals=3D quest=3F
        commat=40 lsqb=5B bsol=5C rsqb=5D lowbar=5F grave=60 lcub=7B verbar=7C rcub=7D
        OElig=152 oelig=153 Scaron=160 scaron=161 Yuml=178 fnof=192 circ=2C6 tilde=2DC
        Abreve=102 abreve=103 Aogon=104 aogon=105 Cacute=106 cacute=107 Ccaron=10C ccaron=10D
        Dcaron=10E dcaron=10F Dstrok=110 dstrok=111 Eogon=118 eogon=119 Ecaron=11A ecaron=11B
        Gbreve=11E gbreve=11F Idot=130 imath=131 inodot=131 Lstrok=141 lstrok=142 Nacute=143
        nacute=144 Ncaron=147 ncaron=148 Odblac=150 odblac=151 Rcaron=158 rcaron=159 Sacute=15A
        sacute=15B Scedil=15E scedil=15F Tcaron=164 tcaron=165 Uring=16E uring=16F Udblac=170
        udblac=171 Zacute=179 zacute=17A Zdot=17B zdot=17C Zcaron=17D zcaron=17E Amacr=100 amacr=101
        Emacr=112 emacr=113 Imacr=12A imacr=12B Omacr=14C omacr=14D Umacr=16A umacr=16B
        ensp=2002 emsp=2003 thinsp=2009 zwnj=200C zwj=200D lrm=200E rlm=200F hyphen=2010 ndash=2013
        mdash=2014 horbar=2015 lsquo=2018 rsquo=2019 sbquo=201A ldquo=201C rdquo=201D bdquo=201E
        dagger=2020 Dagger=2021 bull=2022 hellip=2026 permil=2030 prime=2032 Prime=2033 lsaquo=2039
        rsaquo=203A oline=203E frasl=2044 euro=20AC image=2111 weierp=2118 real=211C trade=2122
        alefsym=2135 larr=2190 uarr=2191 rarr=2192 darr=2193 harr=2194 crarr=21B5 minus=2212
        infin=221E asymp=2248 ne=2260 le=2264 ge=2265 loz=25CA spades=2660 clubs=2663 hearts=2665
        diams=2666 Alpha=391 Beta=392 Gamma=393 Delta=394 Epsilon=395 Zeta=396 Eta=397 Theta=398
        Iota=399 Kappa=39A Lambda=39B Mu=39C Nu=39D Xi=39E Omicron=39F Pi=3A0 Rho=3A1 Sigma=3A3
        Tau=3A4 Upsilon=3A5 Phi=3A6 Chi=3A7 Psi=3A8 Omega=3A9 alpha=3B1 beta=3B2 gamma=3B3 delta=3B4
        epsilon=3B5 zeta=3B6 eta=3B7 theta=3B8 iota=3B9 kappa=3BA lambda=3BB mu=3BC nu=3BD xi=3BE
        omicron=3BF pi=3C0 rho=3C1 sigmaf=3C2 sigma=3C3 tau=3C4 upsilon=3C5 phi=3C6 chi=3C7 psi=3C8
        omega=3C9
        """
}
