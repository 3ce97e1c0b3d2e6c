using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ServerlessContacts.Contacts;

/// <summary>
/// Names a contact and the place it is stored: <c>s{shard}-{unique}</c> for the organisation's, <c>m{member}-{unique}</c> for a
/// member's own, the member written as <see cref="KeyText"/> writes it, and <c>d-{unique}</c> for a member as the directory shows it.
/// Callers treat it as opaque; it is safe in a path segment.
/// </summary>
public sealed record ContactId
{
    /// <summary>Long enough for an encoded member id and a unique part within the 512 characters that a row key may have.</summary>
    public const int MaxLength = 400;

    private ContactId(string place, string unique) => (Place, Unique) = (place, unique);

    /// <summary>The part before the last dash: <c>s3</c> or <c>m…</c>.</summary>
    public string Place { get; }

    /// <summary>What tells the contact from the others of its place: letters and digits in lower case.</summary>
    public string Unique { get; }

    public bool IsShared => Place[0] == 's';

    /// <summary>A member of the organisation, who is seen among the contacts and edited elsewhere.</summary>
    public bool IsMember => Place[0] == 'd';

    public bool IsPersonal => Place[0] == 'm';

    /// <summary>The shard of a shared contact.</summary>
    public int Shard => int.Parse(Place.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The owner of a personal contact; null for the others.</summary>
    public MemberId? Owner => IsPersonal ? new MemberId(KeyText.Decode(Place[1..])) : null;

    public static ContactId Shared(int shard, string unique) => new(string.Create(CultureInfo.InvariantCulture, $"s{shard}"), unique);

    public static ContactId Personal(MemberId member, string unique) => new("m" + KeyText.Encode(member.Value), unique);

    /// <summary>The directory's entry of a member; its unique part is a hash of the member's id.</summary>
    public static ContactId OfMember(string unique) => new("d", unique);

    public static bool TryParse(string? text, [NotNullWhen(true)] out ContactId? id)
    {
        id = null;
        var dash = text?.LastIndexOf('-') ?? -1;
        if (text is null || text.Length > MaxLength || dash < 1 || dash == text.Length - 1)
        {
            return false;
        }

        var (place, unique) = (text[..dash], text[(dash + 1)..]);
        if (!IsPlace(place) || !unique.All(char.IsAsciiLetterOrDigit))
        {
            return false;
        }

        id = new ContactId(place, unique);
        return true;
    }

    public override string ToString() => $"{Place}-{Unique}";

    private static bool IsPlace(string place) => place[0] switch
    {
        'd' => place.Length == 1,
        's' => place.Length is > 1 and <= 5 && place.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0,
        'm' => place.Length > 1 && KeyText.TryDecode(place[1..], out var member) && MemberId.TryParse(member, out _),
        _ => false,
    };
}
