using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class RomajiTests
{
    [Theory]
    [InlineData("サトウ", "SATO", "satou satō sato satoh satoo SATÔ")]
    [InlineData("シンジ", "SINZI", "shinji sinzi sinji shinzi")]
    [InlineData("チヅル", "TIZURU", "chizuru tiduru chidzuru tizuru")]
    [InlineData("フジタ", "HUZITA", "fujita huzita hujita fuzita")]
    [InlineData("ツツミ", "TUTUMI", "tsutsumi tutumi tsutumi")]
    [InlineData("ショウタ", "SYOTA", "shōta shota shouta syota syouta shohta")]
    [InlineData("ジュンヤ", "ZYUNYA", "jun'ya junya zyun'ya jyunya jun-ya junnya")]
    [InlineData("シンイチ", "SINITI", "shin'ichi shinichi sin'iti shin-ichi shinnichi")]
    [InlineData("ホンマ", "HONMA", "honma homma honnma")]
    [InlineData("シンバシ", "SINBASI", "shinbashi shimbashi sinbasi shinnbashi")]
    [InlineData("ハッチョウボリ", "HATTYOBORI", "hatchōbori hatchobori hacchoubori hattyoubori hatchohbori")]
    [InlineData("ハットリ", "HATTORI", "hattori")]
    [InlineData("マッチャ", "MATTYA", "matcha maccha mattya")]
    [InlineData("イッサ", "ISSA", "issa")]
    [InlineData("キッシー", "KISSI", "kisshi kissi kisshii kisshī")]
    [InlineData("オオノ", "ONO", "ono ohno oono ōno ouno")]
    [InlineData("ユウキ", "YUKI", "yuki yuuki yūki yuhki")]
    [InlineData("コウイチ", "KOITI", "kouichi koichi kōichi kooichi")]
    [InlineData("ニイガタ", "NIGATA", "niigata nīgata")]
    [InlineData("リョウコ", "RYOKO", "ryoko ryōko ryouko")]
    [InlineData("アンナ", "ANNA", "anna annna an'na")]
    [InlineData("ヴァイオレット", "BAIORETTO", "vaioretto baioretto")]
    [InlineData("ファビアン", "HUABIAN", "fabian fuabian")]
    [InlineData("ティナ", "TINA", "tina china")]
    [InlineData("ディーン", "ZIN", "din diin di-n")]
    [InlineData("ウィリアム", "WIRIAMU", "wiriamu")]
    [InlineData("シェリー", "SYERI", "sherii sheri syeri")]
    [InlineData("チェン", "TYEN", "chen tyen cyen")]
    [InlineData("クヮンセイ", "KANSEI", "kwansei kansei")]
    [InlineData("カヲル", "KAORU", "kaoru kaworu")]
    [InlineData("ﾅｶﾑﾗ", "NAKAMURA", "nakamura")]
    [InlineData("みすゞ", "MISUZU", "misuzu misudzu")]
    public void One_name_has_one_spelling_whatever_romanisation_is_typed(string kana, string canonical, string typed)
    {
        Assert.Equal(canonical, WordReadings.RomajiOfKana(kana));
        Assert.All(typed.Split(' '), word => Assert.Contains(canonical, LatinRomaji.OfQuery(TextFold.Fold(word))));
    }

    [Theory]
    [InlineData("サツキ", "satsuki")]
    [InlineData("サトシ", "satoshi")]
    [InlineData("マッチ", "matchi")]
    [InlineData("キョウコ", "kyōko")]
    [InlineData("シャロン", "sharon")]
    [InlineData("ジュン", "jun")]
    [InlineData("シヅカ", "shiduka")]
    [InlineData("シンブン", "shimbun")]
    [InlineData("カヲリ", "kawori")]
    [InlineData("チャコ", "chako")]
    [InlineData("ツァイ", "tsai")]
    [InlineData("ファラ", "fara")]
    [InlineData("クヮンセイ", "kwansei")]
    [InlineData("サトウ", "satoh")]
    [InlineData("オオノ", "ohno")]
    [InlineData("シンイチ", "shin'ichi")]
    [InlineData("シンヤ", "shinnya")]
    [InlineData("イッシキ", "isshiki")]
    public void Each_letter_typed_still_finds_the_name(string kana, string typed)
    {
        var romaji = WordReadings.RomajiOfKana(kana)!;
        Assert.All(Enumerable.Range(1, typed.Length), length =>
            Assert.Contains(LatinRomaji.OfQuery(TextFold.Fold(typed[..length])), start => romaji.StartsWith(start, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("lovelace")]
    [InlineData("smith")]
    [InlineData("muller")]
    [InlineData("o.k")]
    [InlineData("taro@x")]
    [InlineData("luc")]
    [InlineData("cath")]
    [InlineData("strasse")]
    [InlineData("3m")]
    [InlineData("'")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("田中")]
    public void What_cannot_be_romaji_has_none(string word) => Assert.Empty(LatinRomaji.OfQuery(word));

    [Fact]
    public void Any_romanisation_of_any_kana_has_the_spelling_of_the_kana() =>
        Prop.ForAll(Words().ToArbitrary(), word => word.Kana.Length == 0 || LatinRomaji.OfQuery(TextFold.Fold(word.Typed))[0] == WordReadings.RomajiOfKana(word.Kana))
            .Check(Properties.Cases(2000));

    [Fact]
    public void Any_beginning_of_any_romanisation_begins_the_spelling_of_the_kana() =>
        Prop.ForAll(Words().ToArbitrary(), word => Enumerable.Range(1, word.Typed.Length).All(length =>
                LatinRomaji.OfQuery(TextFold.Fold(word.Typed[..length])).Any(start => WordReadings.RomajiOfKana(word.Kana)!.StartsWith(start, StringComparison.Ordinal))))
            .Check(Properties.Cases(1000));

    /// <summary>Syllables with their romanisations, each word spelt by a random choice among them.</summary>
    private static Gen<(string Kana, string Typed)> Words()
    {
        string[] syllables =
        [
            "あ a", "い i", "う u", "え e", "お o", "か ka", "き ki", "く ku", "け ke", "こ ko", "さ sa", "し shi si", "す su", "せ se", "そ so", "た ta", "ち chi ti", "つ tsu tu",
            "て te", "と to", "な na", "に ni", "の no", "は ha", "ふ fu hu", "ほ ho", "ま ma", "み mi", "も mo", "や ya", "ゆ yu", "よ yo", "ら ra", "り ri", "ろ ro", "わ wa", "を wo o",
            "が ga", "ざ za", "じ ji zi", "ず zu", "づ zu du dzu", "ぢ ji di zi", "ど do", "ば ba", "ぶ bu", "ぱ pa", "きょ kyo", "しゃ sha sya", "しゅ shu syu", "ちょ cho tyo cyo", "じゃ ja zya jya",
            "りゅ ryu", "にゃ nya", "ぎょ gyo", "ひゃ hya", "ぴょ pyo", "ふぁ fa", "てぃ ti", "ヴィ vi", "チェ che tye", "シェ she sye", "ジェ je zye", "ウェ we", "くゎ kwa", "こう kou ko kō koo koh",
            "しょう shou shō syou sho shoh", "おお oo ō ou o oh", "ゆう yuu yū yu yuh", "とー to- tō to too",
        ];
        var syllable = from spellings in Gen.Elements(syllables).Select(line => line.Split(' '))
                       from typed in Gen.Elements(spellings.Skip(1).ToArray())
                       from sign in Gen.Frequency((6, Gen.Constant("")), (1, Gen.Constant("っ")), (1, Gen.Constant("ん")))
                       select (Kana: spellings[0], Typed: typed, Sign: sign);
        return from length in Gen.Choose(1, 8)
               from drawn in syllable.ArrayOf(length)
               where drawn[0].Kana != "を" // No name begins with that, nor with ん.
               let parts = drawn.Select((part, at) => at > 0 ? part : part with { Sign = "" }).ToArray()
               from variant in Gen.Choose(0, 2)
               select (string.Concat(parts.Select(part => Doubled(part.Kana, part.Typed, part.Sign) + part.Kana)), Spell(parts, variant));
    }

    private static string Doubled(string kana, string typed, string sign) => sign == "っ" && !CanDouble(kana, typed) ? "" : sign;

    private static bool CanDouble(string kana, string typed) => kana[0] is not ('あ' or 'い' or 'う' or 'え' or 'お' or 'を' or 'ん' or 'な' or 'に' or 'の' or 'ま' or 'み' or 'も' or 'ウ') && typed.Length > 1;

    private static string Spell((string Kana, string Typed, string Sign)[] parts, int variant)
    {
        var word = "";
        foreach (var (kana, typed, sign) in parts)
        {
            // An h after a long o would begin the next vowel's syllable.
            var open = word.EndsWith('h') && "aiueoyh".Contains(TextFold.Fold(typed)[0], StringComparison.Ordinal) && Doubled(kana, typed, sign).Length == 0 ? word[..^1] : word;
            word = Doubled(kana, typed, sign) switch
            {
                "っ" => (word.EndsWith('h') ? word[..^1] : word) + (typed[0] == 'c' && variant == 0 ? 't' : typed[0]) + typed,
                "ん" => word + SyllabicN(TextFold.Fold(typed)[0], variant) + typed,
                _ => open + typed,
            };
        }

        return word;
    }

    private static string SyllabicN(char next, int variant) => next switch
    {
        'b' or 'p' or 'm' when variant == 0 => "m",
        'n' or 'a' or 'i' or 'u' or 'e' or 'o' or 'y' => variant == 0 ? "n'" : next == 'n' && variant == 1 ? "nn" : "n",
        _ => variant == 2 ? "nn" : "n",
    };
}
