using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

public sealed class ValueParserProperties
{
    private static readonly string[] Countries = ["JP", "FR", "DE", "GB", "US", "IT", "ES", "CH", "HU", "RU", "AU", "BR", "CN", "IN", "MX", "BY", "KR", "SG"];
    // No ASCII dot: ".0" at the end is a decimal, which is another rule.
    private static readonly string[] Noise =
        ["", "", "", " ", "-", "\u00A0", "\u3000", "\u200E", "\u00AD", "–", "‑", "−", "ー", " (", ") ", "/", "・", "\u202F"];

    // What people type into a telephone cell, and what they should not.
    private static readonly string[] Pieces =
        ["0", "00", "1", "33", "6", "81", "495", "+", "＋", "(0)", "(", ")", " ", "-", "x", "#", ",", ";ext=", "ext.", "内線", "DW", "tel:", "Tel. ", "%20", "%",
         "E+11", "8.19", ".0", "'", "=\"", "\"", "|", " ::: ", "９", "٣", "\u202A", "\uD83D\uDE00", "\uD800", "FLOWERS", "@", "<", ">", "mailto:", "a", "例え", ".", "/o="];

    [Fact]
    public void Parsing_the_E164_form_again_gives_the_same_number() => Check(
        from digits in DigitsOf(4, 16)
        from country in Gen.Elements(Countries)
        from prefix in Gen.Elements("", "+", "00", "0", "8", "06", "1")
        select (country, written: prefix + digits),
        sample => Parse(sample.country, sample.written) is not { IsParsed: true } first
            || Array.TrueForAll(Countries, other => Parse(other, first.Phone.Number!).Phone.Number == first.Phone.Number));

    [Fact]
    public void Formatting_never_changes_the_result() => Check(
        from digits in DigitsOf(3, 16)
        from country in Gen.Elements(Countries)
        from plus in Gen.Elements("", "+", "＋")
        from noise in Gen.Elements(Noise).ArrayOf(digits.Length)
        from wide in Gen.Elements(false, true).ArrayOf(digits.Length)
        select (country, plain: plus + digits, noisy: plus + Mix(digits, noise, wide)),
        sample =>
        {
            var plain = Parse(sample.country, sample.plain);
            var noisy = Parse(sample.country, sample.noisy);
            return plain.Kind == noisy.Kind && plain.Problem == noisy.Problem && plain.Phone.Number == noisy.Phone.Number;
        });

    [Fact]
    public void An_E164_number_has_at_most_fifteen_digits_and_a_known_country() => Check(
        from digits in DigitsOf(1, 25)
        from country in Gen.Elements(Countries)
        from prefix in Gen.Elements("", "+", "00", "0")
        select (country, written: prefix + digits),
        sample => Parse(sample.country, sample.written) is not { IsParsed: true, Phone.Number: var number }
            || (number![0] == '+' && number.Length <= 16 && CallingCodes.ForDigits(number.AsSpan(1)) is not null));

    [Fact]
    public void No_text_makes_the_parsers_throw() => Check(
        from text in Gen.OneOf(Text(), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(any => any.Get))
        from country in Gen.Elements(Countries)
        select (country, text),
        sample =>
        {
            var parser = new PhoneParser(new PhoneParserOptions { Country = sample.country });
            var phones = ValueList.Split(sample.text).ConvertAll(parser.Parse).Append(parser.Parse(sample.text)).ToList();
            var emails = ValueList.Split(sample.text, alsoSeparator: ';').ConvertAll(EmailParser.Parse)
                .Append(EmailParser.Parse(sample.text)).ToList();
            parser.IsInternational(sample.text);
            return phones.TrueForAll(phone => phone.IsParsed == (phone.Problem is null)) && emails.TrueForAll(email => email.IsParsed == (email.Problem is null));
        });

    [Fact]
    public void The_digit_forms_contain_the_E164_digits_and_fit_their_room() => Check(
        from text in Text()
        from country in Gen.Elements(Countries)
        select (country, text),
        sample =>
        {
            var result = Parse(sample.country, sample.text);
            if (result.Kind == PhoneParseKind.Unrecoverable)
                return true;
            var digits = new PhoneDigits(result.Phone);
            var forms = digits.ToList();
            return (!result.IsParsed || forms.Contains(result.Phone.Number![1..])) && forms.All(form => digits.Contains(form));
        });

    [Fact]
    public void The_normal_form_of_an_address_is_its_own_normal_form() => Check(
        from local in Gen.Elements("Aiko", "o'brien", "愛子", "a..b.", "\"x y\"", "É", "+", "a|b")
        from domain in Gen.Elements("Example.JP", "例え.jp", "Bücher.example", "localhost", "[10.0.0.1]", "example.com.", "ｅｘ．ｊｐ")
        from wrapping in Gen.Elements("{0}", " {0} ", "Name <{0}>", "mailto:{0}", "SMTP:{0}", "{0};", "\u200B{0}")
        select string.Format(System.Globalization.CultureInfo.InvariantCulture, wrapping, local + "@" + domain),
        written =>
        {
            var normal = EmailParser.Parse(written).Email.Normal;
            return EmailParser.Parse(normal).Email.Normal == normal && EmailParser.Parse(normal.ToUpperInvariant()).Email.Normal == normal;
        });

    private static void Check<T>(Gen<T> samples, Func<T, bool> holds) =>
        Prop.ForAll(samples.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Gen<string> DigitsOf(int fewest, int most) =>
        from length in Gen.Choose(fewest, most)
        from digits in Gen.Elements("0123456789".ToCharArray()).ArrayOf(length)
        select new string(digits);

    private static Gen<string> Text() => Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    private static string Mix(string digits, string[] noise, bool[] wide) =>
        string.Concat(digits.Select((digit, i) => noise[i] + (wide[i] ? (char)(digit - '0' + '０') : digit)));

    private static PhoneParseResult Parse(string country, string written) => new PhoneParser(new PhoneParserOptions { Country = country }).Parse(written);
}
