// SPDX-License-Identifier: Apache-2.0

/// What words of an alphabet with capitals, or without, are worth as words of names and towns.
struct AlphabetWord: Sendable {
    private let letters: Set<Unicode.Scalar>
    private let vowels: Set<Unicode.Scalar>
    /// Letters that end words, and stand nowhere else.
    private let finals: Set<Unicode.Scalar>
    /// Letters that seldom occur.
    private let rare: Set<Unicode.Scalar>
    /// Vowels with the accent that nearly every word has; empty where there is none.
    private let accented: Set<Unicode.Scalar>
    private let hasCapitals: Bool

    private init(
        _ letters: String, vowels: String = "", finals: String = "", rare: String = "",
        accented: String = ""
    ) {
        self.letters = Set((letters + letters.uppercased()).unicodeScalars)
        self.vowels = Set((vowels + vowels.uppercased()).unicodeScalars)
        self.finals = Set(finals.unicodeScalars)
        self.rare = Set((rare + rare.uppercased()).unicodeScalars)
        self.accented = Set((accented + accented.uppercased()).unicodeScalars)
        hasCapitals = letters != letters.uppercased()
    }

    static let cyrillic = AlphabetWord(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџѓќў’", vowels: "аеёиоуыэюяіїє",
        rare: "ђјљњћџѓќўґъ")
    static let greek = AlphabetWord(
        "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋΐΰς", vowels: "αεηιουωάέήίόύώϊϋΐ", finals: "ς",
        rare: "ΐΰϋψξΪΫ", accented: "άέήίόύώΐΰ")
    static let hebrew = AlphabetWord(
        "אבגדהוזחטיכלמנסעפצקרשתךםןףץ" + points, finals: "ךםןףץ", rare: points)
    static let arabic = AlphabetWord(
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي" + "پچژگکیٹڈڑںھہے"
            + "\u{640}\u{64B}\u{64C}\u{64D}\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{200C}\u{200D}",
        finals: "ةى", rare: "ءؤئثذظغضٹڈڑںھہے\u{200C}\u{200D}")

    /// Vowels as Hebrew seldom writes them.
    private static let points = String(
        String.UnicodeScalarView((0x5B0...0x5C3).compactMap(Unicode.Scalar.init)))

    /// 1 for a word as names are, down to 0 for one that no language has.
    func worth(_ word: GuessWords.Word) -> Double {
        let text = QuoteMarks.without(word)
        guard !text.isEmpty, text.allSatisfy(letters.contains) else { return 0 }
        guard text.dropLast().allSatisfy({ !finals.contains($0) }) else { return 0 }
        if text.first?.properties.canonicalCombiningClass != .notReordered { return 0 }
        let odd = Double(text.count(where: rare.contains)) / Double(text.count)
        return (1 - odd * 0.7) * (hasCapitals ? worthOfCase(text) : 1)
    }

    /// Names begin with a capital, and have no other unless all are; a word has vowels; a Greek one
    /// has an accent, unless it is written in capitals.
    private func worthOfCase(_ text: GuessWords.Word) -> Double {
        let capitals = text.count { $0.properties.isUppercase }
        let isCapital = text.first?.properties.isUppercase == true
        guard capitals == text.count || capitals == (isCapital ? 1 : 0) else { return 0 }
        let share = Double(text.count(where: vowels.contains)) / Double(text.count)
        if text.count > 3, !(0.15...0.85).contains(share) { return 0 }
        if capitals == text.count, text.count > 1 { return 0.8 }
        let lacksAccent = !accented.isEmpty && !text.contains(where: accented.contains)
        return (isCapital ? 1 : 0.7) * (lacksAccent && text.count > 2 ? 0.6 : 1)
    }
}

/// Quotation marks and stops that stand before and behind words of any language.
enum QuoteMarks {
    private static let before = Set("“„«‘‚№—–".unicodeScalars)
    private static let behind = Set("”“»’…—–".unicodeScalars)

    static func without(_ word: GuessWords.Word) -> GuessWords.Word {
        var word = word.drop(while: before.contains)
        while let last = word.last, behind.contains(last) { word.removeLast() }
        return word
    }
}

/// Thai writes vowels before, above, below and behind the consonant that they follow.
enum ThaiWord {
    private static let consonants: ClosedRange<UInt32> = 0xE01...0xE2E
    private static let before: ClosedRange<UInt32> = 0xE40...0xE44
    private static let behind: Set<UInt32> = [0xE2F, 0xE30, 0xE32, 0xE33, 0xE45, 0xE46]
    private static let above: Set<UInt32> = [0xE31, 0xE34, 0xE35, 0xE36, 0xE37, 0xE38, 0xE39]
    private static let tones: ClosedRange<UInt32> = 0xE47...0xE4C
    private static let rare = Set("ฃฅฆฌฎฏฐฑฒฝฟฬฮฯ".unicodeScalars.map(\.value))

    /// 1 for a word with consonants and vowels in their order; less without vowels, or with letters
    /// that seldom occur; 0 for another.
    static func worth(_ word: GuessWords.Word) -> Double {
        var (previous, vowels, odd): (UInt32, Int, Int) = (0, 0, 0)
        for value in word.map(\.value) {
            guard mayFollow(value, previous) else { return 0 }
            vowels += consonants.contains(value) || tones.contains(value) ? 0 : 1
            odd += rare.contains(value) ? 1 : 0
            previous = value
        }
        if before.contains(previous) { return 0 }
        let worth = 1 - 0.7 * Double(odd) / Double(word.count)
        return vowels == 0 && word.count > 2 ? 0.75 * worth : worth
    }

    private static func mayFollow(_ value: UInt32, _ previous: UInt32) -> Bool {
        let isConsonant = consonants.contains(previous)
        if above.contains(value) { return isConsonant }
        if tones.contains(value) { return isConsonant || above.contains(previous) }
        if behind.contains(value) {
            return isConsonant || tones.contains(previous) || behind.contains(previous)
        }
        if before.contains(value) { return !before.contains(previous) }
        return consonants.contains(value)
    }
}

/// What characters of East Asia are worth as those of names and towns.
struct IdeographScore: Sendable {
    private let common: Set<Unicode.Scalar>
    /// The blocks of the language's own letters, and what a letter is worth that is not common.
    private let own: [(range: ClosedRange<UInt32>, worth: Double)]

    private init(_ common: String, _ own: [(range: ClosedRange<UInt32>, worth: Double)]) {
        self.common = Set(common.unicodeScalars)
        self.own = own
    }

    private static let ideographs: ClosedRange<UInt32> = 0x4E00...0x9FFF
    private static let halfKana: ClosedRange<UInt32> = 0xFF66...0xFF9F
    private static let fullWidth = [0xFF01...0xFF5E, 0x3001...0x3017] as [ClosedRange<UInt32>]
    private static let inWord: Set<UInt32> = [0x2018, 0x2019, 0x201C, 0x201D, 0xB7, 0x30FB, 0x2026]

    static let japanese = IdeographScore(
        CommonCharacters.japanese,
        [(0x3041...0x3096, 1), (0x30A1...0x30FC, 1), (ideographs, 0.35), (halfKana, 0.7)])
    static let simplified = IdeographScore(CommonCharacters.simplified, [(ideographs, 0.3)])
    static let traditional = IdeographScore(CommonCharacters.traditional, [(ideographs, 0.3)])
    static let korean = IdeographScore(
        CommonCharacters.korean, [(0xAC00...0xD7A3, 0.5), (ideographs, 0.1)])

    /// The sum over the characters of a word.
    ///
    /// A character between Latin letters is a letter with an accent that was read as half of
    /// something else.
    func worth(of word: GuessWords.Word) -> Double {
        guard !isBrokenKana(word) else { return 0 }
        return word.indices.reduce(0) { sum, index in
            guard !word[index].isASCII else { return sum }
            let sides = [index - 1, index + 1].count {
                word.indices.contains($0) && word[$0].isASCII
            }
            return sum + worth(of: word[index]) * [1, 0.6, 0][sides]
        }
    }

    private func worth(of scalar: Unicode.Scalar) -> Double {
        if common.contains(scalar) { return 1 }
        if let block = own.first(where: { $0.range.contains(scalar.value) }) { return block.worth }
        let isSign =
            Self.inWord.contains(scalar.value)
            || Self.fullWidth.contains { $0.contains(scalar.value) }
        return isSign ? 0.4 : 0
    }

    /// Whether half-width kana stand beside other letters, or begin as no word does: bytes of
    /// another encoding that were read one by one.
    private func isBrokenKana(_ word: GuessWords.Word) -> Bool {
        let kana = word.filter { Self.halfKana.contains($0.value) }
        guard !kana.isEmpty else { return false }
        // Small letters, the long mark and the two voice marks follow others.
        let follows =
            (0xFF67...0xFF70).contains(word.first?.value ?? 0) || (word.first?.value ?? 0) >= 0xFF9E
        return kana.count < word.count || follows
    }
}

/// Characters that names, towns and the headers of lists are made of.
enum CommonCharacters {
    static let simplified =
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
        + "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹"
        + "黎易常武乔贺赖龚文伟芳娜敏静秀英丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国红梅志小玉春晓海燕云"
        + "飞鹏辉玲佳欣怡雨婷子涵浩宇轩梓梦琪雪思颖嘉慧美丹凤萍琳晨俊凯博天一大中山东西南北京上广州市省"
        + "区县路街号楼室姓名电话手机号码地址先生女士小姐公司有限联系人客户备注日期年月日时间您好的是不了"
        + "在我他这个们来到说为和你出也得里后自以会家可下而过去能对学老师开心成立新安德宁波福荣贵良庆祥永"
        + "长胜忠义仁礼智信振家光耀宗世民才发财富亮正利元全友清泉河川洪雄峰岩松柏竹菊莲荷花香星辰阳晶莹"
        + "洁淑珍珠宝贞惠巧彩翠雯霖旭昊睿诚毅恒远航帆尚柳史申关冉邢左齐安樊殷施陶洪翟颜倪严牛温芦季俞章"
        + "鲁葛伍庞邵焦鲍向丘莫宁付欧费詹靳祁岳甘邬骆包司柯阮桑若彤诗雅瑞欢妍君琴瑶倩蕾薇凡航源峻森"
    static let traditional =
        "王李張劉陳楊趙黃周吳徐孫胡朱高林何郭馬羅梁宋鄭謝韓唐馮于董蕭程曹袁鄧許傅沈曾彭呂蘇盧蔣蔡賈丁"
        + "魏薛葉閻余潘杜戴夏鍾汪田任姜范方石姚譚廖鄒熊金陸郝孔白崔康毛邱秦江史顧侯邵孟龍萬段雷錢湯尹"
        + "黎易常武喬賀賴龔文偉芳娜敏靜秀英麗強磊軍洋勇艷傑娟濤明超蘭霞平剛桂華建國紅梅志小玉春曉海燕雲"
        + "飛鵬輝玲佳欣怡雨婷子涵浩宇軒夢琪雪思穎嘉慧美丹鳳萍琳晨俊凱博天一大中山東西南北京上廣州市省"
        + "區縣路街號樓室姓名電話手機碼地址先生女士小姐公司有限聯絡人客戶備註日期年月日時間您好的是不了"
        + "在我他這個們來到說為和你出也得裡後自以會家可下而過去能對學老師開心成立新安德寧福榮貴良慶祥永"
        + "長勝忠義仁禮智信振光耀宗世民才發財富亮正利元全友清泉河川洪雄峰松柏竹菊蓮荷花香星辰陽晶瑩潔"
        + "淑珍珠寶貞惠巧彩翠雯霖旭昊睿誠毅恆遠航帆冠宏銘翰哲鈞婉筠妤萱瑜雅君如佩佑承恩彥廷宥台灣臺區莊"
        + "游詹葛簡卓柯施洪溫紀阮連涂翁江藍古邵凃柳倪嚴牛俞章魯伍鮑向丘莫歐費甘包司若彤詩瑞歡妍琴瑤倩"
    static let japanese =
        "佐藤鈴木高橋田中伊渡辺山本村小林加吉井口松清水斎崎森池阿部石川前後長谷近岡島上野原内青西東南北"
        + "大久保福太三宅酒千葉岩桜今河竹菅平新古市宮杉丸柴関金安和黒白土服坂堀星永浜尾武矢横沢須熊庄一"
        + "二郎次花子美恵幸由香真理優奈愛陽翔蓮結衣咲莉紗菜々直樹健誠博隆明雄正義茂弘修浩之治男夫江代枝里"
        + "麻智裕哲也拓海輔亮介翼悠斗颯凛陸空穂尋純秀光勝信行孝彦仁徹学進豊実昇勇忍薫亜希織早苗綾彩春夏"
        + "秋冬月日年時分京都道府県区町丁目番号室様氏名電話携帯住所会社株式有限備考顧客郵便先生予約病院"
        + "遠藤工後斉松岸望馬場荒瀬片桐菊奥富樋滝飯津根成内能登茶倉栗塚毛利鹿児浅児玉牧大塚神戸鶴亀萩"
        + "敏恒晴瑞朋友知祐司康史章典洋祥貴啓伸淳慎剛聡潤涼蒼湊律暖朝乃音琴葵杏凪詩楓華梨沙"
    static let korean =
        "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지나엄채원천방"
        + "공현함변염추도소석선설마길연위표명기반라왕금옥육인맹제모탁국은영수미경희숙순자준호훈재혁상철동태"
        + "규식용환범찬빈윤예린아혜란화복만덕종형건욱필승광일름번휴대폰메객님울부산구시로가다에의을를와과"
        + "는사세보여학교원회병록록담당월년시간점매생일름청춘향봉균섭근열업열응창"
}
