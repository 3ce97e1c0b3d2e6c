using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class TextFoldTests
{
    [Theory]
    // English, and what all languages share.
    [InlineData("", "")]
    [InlineData("Ada LOVELACE", "ada lovelace")]
    [InlineData("O’Brien", "o'brien")]
    [InlineData("O'Brien", "o'brien")]
    [InlineData("Smith–Jones", "smith-jones")]
    [InlineData("Smith‑Jones", "smith-jones")]
    [InlineData("naïve café", "naive cafe")]
    [InlineData("Ａｄａ　Ｌｏｖｅｌａｃｅ", "ada lovelace")]
    [InlineData("ﬁnance ofﬁce", "finance office")]
    [InlineData("№ 5", "no 5")]
    [InlineData("x²", "x2")]
    [InlineData("zero\u200Bwidth\u00ADhyphen\uFEFF", "zerowidthhyphen")]
    [InlineData("a\tb\nc\u00A0d\u2003e", "a b c d e")]
    [InlineData("K", "k")]
    [InlineData("ada@Example.COM", "ada@example.com")]
    [InlineData("👩\u200D💻 Ada ❤\uFE0F", "👩💻 ada ❤")]
    [InlineData("𝓐𝓭𝓪", "ada")]
    // French.
    [InlineData("Élodie", "elodie")]
    [InlineData("E\u0301lodie", "elodie")]
    [InlineData("François", "francois")]
    [InlineData("Noël", "noel")]
    [InlineData("Œuvre", "oeuvre")]
    [InlineData("cœur", "coeur")]
    [InlineData("Lætitia", "laetitia")]
    [InlineData("À la crème brûlée", "a la creme brulee")]
    [InlineData("L’HAŸ-LES-ROSES", "l'hay-les-roses")]
    [InlineData("Île-de-France", "ile-de-france")]
    [InlineData("Où ça ?", "ou ca ?")]
    // German and its neighbours.
    [InlineData("Müller", "muller")]
    [InlineData("Mu\u0308ller", "muller")]
    [InlineData("Straße", "strasse")]
    [InlineData("STRASSE", "strasse")]
    [InlineData("GROẞ", "gross")]
    [InlineData("Ärger über Öl", "arger uber ol")]
    [InlineData("Søren Ærø", "soren aero")]
    [InlineData("Ångström", "angstrom")]
    [InlineData("Å", "a")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Đặng", "dang")]
    [InlineData("Þórður", "thordur")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Diyarbakır", "diyarbakir")]
    [InlineData("Dvořák", "dvorak")]
    [InlineData("Čapek", "capek")]
    [InlineData("Ǿ", "o")]
    [InlineData("ǆ", "dz")]
    // Japanese.
    [InlineData("田中太郎", "田中太郎")]
    [InlineData("タナカ", "たなか")]
    [InlineData("たなか", "たなか")]
    [InlineData("ﾀﾅｶ", "たなか")]
    [InlineData("ﾀﾞｲｱﾅ", "だいあな")]
    [InlineData("ﾊﾟﾝ", "ぱん")]
    [InlineData("タ\u3099イアナ", "だいあな")]
    [InlineData("ガ", "が")]
    [InlineData("カ", "か")]
    [InlineData("ヴァイオリン", "ばいおりん")]
    [InlineData("ヴィヴュヴェヴォヴ", "びびゆべぼぶ")]
    [InlineData("ウ゛ァン", "ばん")]
    [InlineData("ｳﾞｧﾝ", "ばん")]
    [InlineData("カ゛ハ゜", "がぱ")]
    [InlineData("ｺｰﾋｰ", "こうひい")]
    [InlineData("サトー", "さとう")]
    [InlineData("さと〜", "さとう")]
    [InlineData("さと～", "さとう")]
    [InlineData("さと~", "さとう")]
    [InlineData("ケーコ", "けいこ")]
    [InlineData("ユーキ", "ゆうき")]
    [InlineData("んー", "ん")]
    [InlineData("３ー５", "3-5")]
    [InlineData("田ー", "田-")]
    [InlineData("9〜17", "9~17")]
    [InlineData("~taro", "~taro")]
    [InlineData("コーヒー", "こうひい")]
    [InlineData("ヽヾ", "ゝゞ")]
    [InlineData("みすゞ", "みすず")]
    [InlineData("イスヾ", "いすず")]
    [InlineData("こゝろ", "こころ")]
    [InlineData("づゝ", "ずす")]
    [InlineData("佐々木", "佐佐木")]
    [InlineData("𠮷々", "吉吉")]
    [InlineData("々", "々")]
    [InlineData("a々", "a々")]
    [InlineData("髙橋", "高橋")]
    [InlineData("山﨑", "山崎")]
    [InlineData("齋藤", "斉藤")]
    [InlineData("渡邉渡邊", "渡辺渡辺")]
    [InlineData("廣澤", "広沢")]
    [InlineData("𠮷田", "吉田")]
    [InlineData("しょうた", "しようた")]
    [InlineData("ﾊｯﾄﾘ", "はつとり")]
    [InlineData("ちづる", "ちずる")]
    [InlineData("ひぢ", "ひじ")]
    [InlineData("キヨヱ", "きよえ")]
    [InlineData("アㇰ", "あく")]
    [InlineData("㈱山田", "(株)山田")]
    [InlineData("（株）山田", "(株)山田")]
    [InlineData("㍿", "株式会社")]
    [InlineData("神", "神")]
    [InlineData("葛\U000E0100城", "葛城")]
    [InlineData("０９０－１２３４", "090-1234")]
    [InlineData("東京都　千代田区", "東京都 千代田区")]
    [InlineData("㌔", "きろ")]
    [InlineData("マイケル・スミス", "まいける・すみす")]
    // Other scripts.
    [InlineData("Σίσυφος", "σισυφοσ")]
    [InlineData("ΣΊΣΥΦΟΣ", "σισυφοσ")]
    [InlineData("Йогурт Ёлка", "иогурт елка")]
    [InlineData("٠١٢٣", "0123")]
    [InlineData("한글", "한글")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("𐐀", "𐐨")]
    public void A_text_is_folded_to_its_normal_form(string text, string folded) => Assert.Equal(folded, TextFold.Fold(text));

    [Theory]
    [InlineData("カ", "ガ")]
    [InlineData("ハ", "パ")]
    [InlineData("さとう", "さと")]
    [InlineData("沢", "沼")]
    [InlineData("辺", "部")]
    [InlineData("し", "す")]
    [InlineData("田", "由")]
    [InlineData("हि", "ह")]
    public void What_readers_tell_apart_stays_apart(string one, string other) => Assert.NotEqual(TextFold.Fold(one), TextFold.Fold(other));

    [Theory]
    [InlineData("Straße 5", "ss", 4, 1)]
    [InlineData("Straße 5", "e 5", 5, 3)]
    [InlineData("E\u0301lodie", "e", 0, 2)]
    [InlineData("ﾀﾞｲｱﾅ", "だい", 0, 3)]
    [InlineData("㈱山田", "株", 0, 1)]
    [InlineData("\u200BAda", "ada", 1, 3)]
    [InlineData("x葛\U000E0100城", "葛城", 1, 4)]
    [InlineData("👩 Ada", "ada", 3, 3)]
    public void A_part_of_the_folded_text_is_found_in_the_original(string text, string part, int start, int length)
    {
        var folded = TextFold.FoldWithPlaces(text);
        var at = folded.Text.IndexOf(part, StringComparison.Ordinal);
        Assert.Equal(new TextSpan(start, length), folded.Original(at, part.Length));
    }

    [Theory]
    [InlineData("\uD800")]
    [InlineData("a\uDC00b")]
    [InlineData("\uD83D\u0301")]
    public void Half_a_surrogate_pair_is_no_error(string text) => Assert.Contains('\uFFFD', TextFold.Fold(text));

    [Fact]
    public void Folding_a_folded_text_changes_nothing() =>
        Check(text => TextFold.Fold(TextFold.Fold(text)) == TextFold.Fold(text));

    [Fact]
    public void Folding_any_character_twice_changes_nothing_more() =>
        Assert.All(Enumerable.Range(0, 0x20000).Where(System.Text.Rune.IsValid).Select(value => new System.Text.Rune(value).ToString()), text =>
            Assert.Equal(TextFold.Fold(text), TextFold.Fold(TextFold.Fold(text))));

    [Fact]
    public void What_stands_in_a_text_is_found_in_it_unless_it_begins_with_a_mark_that_needs_what_is_before_it() => Check(text =>
    {
        var folded = TextFold.FoldWithPlaces(text);
        var places = Enumerable.Range(0, folded.Text.Length).Select(at => folded.Original(at, 1)).ToList();
        return places.All(first => Kana.IsContinuing(text[first.Start]) || places.Where(last => last.End >= first.End).All(last =>
            folded.Text.Contains(TextFold.Fold(text[first.Start..last.End]), StringComparison.Ordinal)));
    });

    [Fact]
    public void Composed_and_decomposed_case_and_width_fold_alike() => Check(text =>
        text.Contains('゛', StringComparison.Ordinal) // NFKC makes it stand alone after a blank.
        || (TextFold.Fold(text.Normalize(System.Text.NormalizationForm.FormD)) == TextFold.Fold(text)
        && TextFold.Fold(text.Normalize(System.Text.NormalizationForm.FormKC)) == TextFold.Fold(text)));

    [Fact]
    public void Places_lie_in_order_within_the_text() => Check(text =>
    {
        var folded = TextFold.FoldWithPlaces(text);
        var places = Enumerable.Range(0, folded.Text.Length).Select(at => folded.Original(at, 1)).ToList();
        return folded.Text == TextFold.Fold(text)
            && places.TrueForAll(place => place.Start >= 0 && place.Length > 0 && place.End <= text.Length)
            && places.Zip(places.Skip(1)).All(pair => pair.First == pair.Second || pair.First.End <= pair.Second.Start);
    });

    [Theory]
    [InlineData("ヴァ゙")]
    [InlineData("ヴュ")]
    public void Halves_of_what_was_merged_have_one_place(string text)
    {
        var folded = TextFold.FoldWithPlaces(text);
        Assert.All(Enumerable.Range(0, folded.Text.Length), at => Assert.Equal(new TextSpan(0, text.Length), folded.Original(at, 1)));
    }

    private static void Check(Func<string, bool> holds)
    {
        var piece = Gen.Elements(
            "a", "Z", "é", "E\u0301", "ß", "ẞ", "Æ", "ø", "İ", "ı", "ſ", "ﬁ", "Ａ", "１", "٣", "カ", "ｶ", "ﾞ", "ﾟ", "が", "ー", "～", "~", "・", "々", "ゝ", "ゞ", "ぶ", "ヴ", "ァ", "ﾞ", "゛", "っ", "ゅ", "ん", "邉", "𠮷", "㌔", "🈂", "㈱", "田", "神", "한",
            "\u1112\u1161", "\u0301", "\u3099", "\u200B", "\uFE0F", "\u00AD", " ", "\u3000", "\n", "-", "–", "’", "ς", "Й", "½", "👩", "\U000E0100", "ŉ", "ǅ", "ϴ", "ไ", "\u0E33");
        Prop.ForAll(Arb.From(piece.ListOf().Select(string.Concat)), holds).Check(Properties.Cases(100));
    }
}
