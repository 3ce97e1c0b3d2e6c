using System.Globalization;
using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>Birthdays as dates. One that Google only has as free text has no word here, and stays until another takes its place.</summary>
internal sealed class BirthdayMapping : TextMapping<Birthday>
{
    private const string WithYear = "yyyy-MM-dd";

    /// <summary>A leap year, so that 29 February needs no year.</summary>
    private const int AnyLeapYear = 2000;

    public override string Field => "birthdays";

    protected override IList<Birthday>? Get(Person person) => person.Birthdays;

    protected override void Set(Person person, IList<Birthday> entries) => person.Birthdays = entries;

    protected override FieldMetadata? MetadataOf(Birthday entry) => entry.Metadata;

    protected override string? Of(Contact contact) => contact.Birthday;

    protected override Contact With(Contact contact, string? text) => contact with { Birthday = text };

    protected override string? TextOf(Birthday entry) => entry.Date is { Month: { } month, Day: { } day } date ? Written(date.Year ?? 0, month, day) : null;

    protected override string? Holdable(string? text) => Read(text) is { } date ? Written(date.Year ?? 0, date.Month!.Value, date.Day!.Value) : null;

    protected override void Write(Birthday entry, string text) => (entry.Date, entry.Text) = (Read(text), null);

    protected override int Place(List<Birthday> own) => own.Count > 0 ? 0 : base.Place(own);

    private static string? Written(int year, int month, int day)
    {
        var date = string.Create(CultureInfo.InvariantCulture, $"{(year == 0 ? AnyLeapYear : year):0000}-{month:00}-{day:00}");
        return DateOnly.TryParseExact(date, WithYear, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? (year == 0 ? "-" + date[4..] : date) : null;
    }

    private static Date? Read(string? text)
    {
        var hasYear = text?.StartsWith("--", StringComparison.Ordinal) == false;
        var whole = hasYear ? text : AnyLeapYear.ToString(CultureInfo.InvariantCulture) + text?[1..];
        return DateOnly.TryParseExact(whole, WithYear, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new Date { Year = hasYear ? date.Year : null, Month = date.Month, Day = date.Day }
            : null;
    }
}
