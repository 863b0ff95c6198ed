// SPDX-License-Identifier: Apache-2.0

/// Guesses the encoding of text that is no UTF-8, by which reading makes plausible words of it.
///
/// Windows-1252 is what spreadsheets of western Europe and America write. It stays the guess unless
/// another reading is clearly better: one whose every byte means something, whose words are of one
/// script, and whose letters are those that names and towns are made of.
struct EncodingGuess {
    let encoding: FileEncoding

    /// - Parameter lines: Lines with bytes beyond ASCII.
    init(of lines: [UInt8]) {
        let western = GuessWords(lines, in: .windows1252)
        let share = western?.share(WesternWord.isPlausible) ?? 0
        encoding =
            Self.otherScript(lines, western: share) ?? Self.latin(lines, western) ?? .windows1252
    }

    /// Encodings of other scripts than the Latin one, each with what its text is worth.
    private static let scripts: [(name: String, worth: @Sendable (GuessWords) -> Double)] = [
        ("shift_jis", { $0.worth(IdeographScore.japanese) }),
        ("gb18030", { $0.worth(IdeographScore.simplified) }),
        ("big5", { $0.worth(IdeographScore.traditional) }),
        ("euc-kr", { $0.worth(IdeographScore.korean) }),
        ("windows-874", { $0.average(ThaiWord.worth) }),
        ("windows-1251", { $0.average(AlphabetWord.cyrillic.worth) }),
        ("koi8-r", { $0.average(AlphabetWord.cyrillic.worth) }),
        ("windows-1253", { $0.average(AlphabetWord.greek.worth) }),
        ("windows-1255", { $0.average(AlphabetWord.hebrew.worth) }),
        ("windows-1256", { $0.average(AlphabetWord.arabic.worth) }),
    ]

    /// What text is worth in the encodings of other scripts, the best reading first.
    static func readings(of lines: [UInt8]) -> [(encoding: FileEncoding, worth: Double)] {
        let read = scripts.compactMap { script -> (encoding: FileEncoding, worth: Double)? in
            guard let encoding = FileEncoding(named: script.name),
                let words = GuessWords(lines, in: encoding)
            else { return nil }
            return (encoding, script.worth(words))
        }
        return read.sorted { $0.worth > $1.worth }
    }

    /// The encoding of another script that is clearly the best reading.
    private static func otherScript(_ lines: [UInt8], western: Double) -> FileEncoding? {
        let ranked = readings(of: lines)
        guard let best = ranked.first, best.worth >= 0.5, western <= 0.5 else { return nil }
        let second = ranked.dropFirst().first?.worth ?? 0
        return best.worth - max(second, western) >= 0.1 ? best.encoding : nil
    }

    /// Another encoding of the Latin script, where one language explains all words, and
    /// Windows-1252 makes nonsense of them, or a mixture that is no single language of the West.
    private static func latin(_ lines: [UInt8], _ western: GuessWords?) -> FileEncoding? {
        let found = LatinLanguage.others.compactMap { language -> LatinReading? in
            guard let encoding = FileEncoding(named: language.encoding),
                let words = GuessWords(lines, in: encoding)
            else { return nil }
            return LatinReading(words, language, in: encoding, against: western)
        }
        let convincing = found.filter(\.isConvincing)
        guard let best = convincing.max(by: { $0.share < $1.share }) else { return nil }
        let ties = convincing.filter { $0.share == best.share }
        return Set(ties.map(\.encoding)).count == 1 ? best.encoding : nil
    }
}

/// The words of a text that have letters or signs beyond ASCII.
struct GuessWords {
    typealias Word = ArraySlice<Unicode.Scalar>

    let words: [Word]

    /// Nil where bytes mean nothing in the encoding, or only what somebody made up.
    init?(_ lines: [UInt8], in encoding: FileEncoding) {
        let text = TextDecoder.decoded(lines, encoding)
        guard let string = String(validating: text, as: UTF8.self) else { return nil }
        let scalars = Array(string.unicodeScalars)
        guard !scalars.contains(where: { (0xE000...0xF8FF).contains($0.value) }) else { return nil }
        words = scalars.split(whereSeparator: Self.separates).filter { word in
            word.contains { !$0.isASCII }
        }
    }

    /// Digits and signs of ASCII stand between words, and so do spaces of all kinds; but signs that
    /// are often the second byte of a character of East Asia do not.
    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return [0xA0, 0xAD, 0x3000].contains(scalar.value) }
        return !scalar.isASCIILetter && !"[\\]^`{}~".unicodeScalars.contains(scalar)
    }

    /// The share of words of which something is true.
    func share(_ isPlausible: (Word) -> Bool) -> Double {
        average { isPlausible($0) ? 1 : 0 }
    }

    /// What the words are worth, each as much as any other.
    func average(_ worth: (Word) -> Double) -> Double {
        words.isEmpty ? 0 : words.reduce(0) { $0 + worth($1) } / Double(words.count)
    }

    /// What the words are worth by their characters: words are no unit where nothing stands between
    /// them.
    func worth(_ score: IdeographScore) -> Double {
        let count = words.reduce(0) { $0 + $1.count { !$0.isASCII } }
        return count == 0 ? 0 : words.reduce(0) { $0 + score.worth(of: $1) } / Double(count)
    }
}

extension Unicode.Scalar {
    var isASCIILetter: Bool { (0x41...0x5A).contains(value & ~0x20) }
    fileprivate var isLetter: Bool { properties.isAlphabetic }
    fileprivate var isUpper: Bool { properties.isUppercase }
    fileprivate var isLower: Bool { properties.isLowercase }
}

/// Words of the Latin script.
enum WesternWord {
    private static let others = Set("ŒœŠšŽžŸªº".unicodeScalars)
    private static let opening = Set("“‘„‚«¿¡".unicodeScalars)
    private static let closing = Set("”»™®©°…".unicodeScalars)
    private static let anywhere = Set("’´·–—".unicodeScalars)

    /// Whether a word is one of western Europe.
    static func isPlausible(_ word: GuessWords.Word) -> Bool {
        isPlausible(word, longestRun: 2) { isLetter($0) } && isInPlace(word, "ñœþ")
    }

    private static let vowels = Set("aeiouyAEIOUYáéíóúÁÉÍÓÚ".unicodeScalars)

    /// Whether letters stand where the languages of the West have them: ñ before a vowel, õ and ã
    /// in Portuguese endings, þ at the beginning, ë and ï behind a vowel, œ not behind one.
    static func isInPlace(_ word: GuessWords.Word, _ letters: String) -> Bool {
        word.indices.allSatisfy { index in
            let small = word[index].properties.lowercaseMapping
            guard letters.contains(small) else { return true }
            let previous = index > word.startIndex ? word[index - 1] : nil
            let next = index + 1 < word.endIndex ? word[index + 1] : nil
            return switch small {
            case "ñ": next.map(vowels.contains) ?? false
            case "õ": next == "e" || next == "E"
            case "ã": next.map("oesnOESN".unicodeScalars.contains) ?? true
            case "þ": previous == nil
            case "ð": previous != nil
            case "ë", "ï": previous.map(vowels.contains) ?? false
            case "œ": !(previous.map(vowels.contains) ?? false)
            default: true
            }
        }
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        (0xC0...0xFF).contains(scalar.value) && scalar != "×" && scalar != "÷"
            || others.contains(scalar)
    }

    /// Whether a word is made of ASCII letters and some others, at most so many of them side by
    /// side, with signs only where they may stand.
    static func isPlausible(
        _ word: GuessWords.Word, longestRun: Int, isLetter: (Unicode.Scalar) -> Bool
    ) -> Bool {
        var (run, isRising) = (0, false)
        for index in word.indices {
            let scalar = word[index]
            if scalar.isASCII || !isLetter(scalar) {
                run = 0
                if !mayStand(at: index, in: word) { return false }
            } else {
                run += 1
                let previous = index > word.startIndex ? word[index - 1] : nil
                isRising = isRising || scalar.isUpper && previous?.isLower == true
            }
            if run > longestRun || isRising { return false }
        }
        return true
    }

    /// Whether a sign, which is no letter, makes sense where it stands.
    private static func mayStand(at index: Int, in word: GuessWords.Word) -> Bool {
        let sign = word[index]
        if sign.isASCII {
            return sign.isASCIILetter || index == word.startIndex || word[index - 1].isASCII
        }
        let isAfterLetter = index > word.startIndex && word[index - 1].isLetter
        let isBeforeLetter = index + 1 < word.endIndex && word[index + 1].isLetter
        if sign.isLetter { return false }
        if anywhere.contains(sign) { return true }
        if opening.contains(sign) { return !isAfterLetter }
        if closing.contains(sign) { return !isBeforeLetter }
        if sign == "²" || sign == "³" { return !isBeforeLetter && word.count <= 3 }
        return !isAfterLetter && !isBeforeLetter
    }
}

/// How well a language of the Latin script explains words, as against Windows-1252.
struct LatinReading {
    let encoding: FileEncoding
    /// The share of words that the language explains.
    let share: Double
    /// Whether the reading is clearly better than Windows-1252.
    let isConvincing: Bool

    init(
        _ words: GuessWords, _ language: LatinLanguage, in encoding: FileEncoding,
        against western: GuessWords?
    ) {
        self.encoding = encoding
        share = words.share(language.explains)
        isConvincing = share >= 0.95 && Self.isBetter(words, than: western)
    }

    /// Whether Windows-1252 makes nonsense of words that this reading makes sense of, or words that
    /// are of no single language.
    private static func isBetter(_ words: GuessWords, than western: GuessWords?) -> Bool {
        guard let western, western.words.count == words.words.count else {
            return western == nil && !words.words.isEmpty
        }
        let different = zip(words.words, western.words).filter { !$0.elementsEqual($1) }
        guard !different.isEmpty else { return false }
        let sound = different.count { WesternWord.isPlausible($1) }
        if sound * 2 <= different.count { return true }
        let letters = Set(
            different.flatMap { own, other in
                zip(own, other).filter { $0 != $1 }.map(\.0)
            })
        guard letters.count >= 2, different.count >= 3 else { return false }
        return LatinLanguage.western.allSatisfy { language in
            let some = different.count { language.explains($1) }
            return Double(some) <= 0.6 * Double(different.count)
                || western.share(language.explains) <= 0.6
        }
    }
}

/// A language of the Latin script by its letters beyond ASCII.
struct LatinLanguage: Sendable {
    /// The encoding of which its letters are.
    let encoding: String
    private let letters: Set<Unicode.Scalar>

    private init(_ encoding: String, _ letters: String) {
        self.encoding = encoding
        self.letters = Set((letters + letters.uppercased()).unicodeScalars)
    }

    /// Whether a word may be one of the language.
    func explains(_ word: GuessWords.Word) -> Bool {
        WesternWord.isPlausible(word, longestRun: 4) { letters.contains($0) }
            && (encoding == "windows-1252"
                ? WesternWord.isInPlace(word, letters.contains("š") ? "ñœþ" : "ñõãþðëïœ")
                : !Self.hasDanishVowel(word))
    }

    /// Whether a Czech ř stands between two consonants, as no Czech one does, but the Danish ø that
    /// has its byte.
    private static func hasDanishVowel(_ word: GuessWords.Word) -> Bool {
        word.indices.dropFirst().dropLast().contains { index in
            word[index] == "ř" && isConsonant(word[index - 1]) && isConsonant(word[index + 1])
        }
    }

    private static let consonants = Set("bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ".unicodeScalars)

    private static func isConsonant(_ scalar: Unicode.Scalar) -> Bool {
        consonants.contains(scalar)
    }

    /// Languages that Windows-1252 cannot write.
    static let others = [
        LatinLanguage("windows-1250", "ąćęłńóśźż"),
        LatinLanguage("windows-1250", "áčďéěíňóřšťúůýž"),
        LatinLanguage("windows-1250", "áäčďéíĺľňóôŕšťúýž"),
        LatinLanguage("windows-1250", "áéíóöőúüű"), LatinLanguage("windows-1250", "čćšžđ"),
        LatinLanguage("windows-1250", "ăâîşţ"), LatinLanguage("windows-1254", "çğıöşüâîûİ"),
        LatinLanguage("windows-1257", "ąčęėįšųūž"), LatinLanguage("windows-1257", "āčēģīķļņšūž"),
        LatinLanguage("windows-1258", vietnamese),
    ]

    /// Languages of which one may be all of a list that is rightly read as Windows-1252.
    static let western = [
        "àâçèéêëîïôûùüœæÿ", "äöüß", "áéíóúñüªº", "áâãàçéêíóôõúüªº", "àèéìíòóùú", "æøåéôö",
        "åäöéü", "ëïéèüöáíóê", "áéíóúýþæöð", "äöåšž", "àèéíïóòúüç·", "äöõüšž", "áéíóúàèìòù",
        "âêîôûŵŷáéëï",
    ].map { LatinLanguage("windows-1252", $0) }

    /// Vietnamese has vowels with two marks, which lie in one row of Unicode.
    private static let vietnamese =
        String(String.UnicodeScalarView((0x1EA0...0x1EF9).compactMap(Unicode.Scalar.init)))
        + "ăâđêôơưàáãèéìíòóõùúýĩũ\u{300}\u{301}\u{303}\u{309}\u{323}"
}
