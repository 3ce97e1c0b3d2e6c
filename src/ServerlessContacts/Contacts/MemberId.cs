using System.Diagnostics.CodeAnalysis;

namespace ServerlessContacts.Contacts;

/// <summary>
/// A person's id as the identity provider says it; case matters. No control characters, and at most 300 characters as
/// <see cref="KeyText"/> writes it, so that it fits into table keys (512 characters) beside what else they hold.
/// </summary>
public readonly record struct MemberId(string Value)
{
    public const int MaxKeyLength = 300;

    public static bool TryParse([NotNullWhen(true)] string? text, out MemberId member)
    {
        member = default;
        if (text is not { Length: > 0 and <= MaxKeyLength } || text.Any(char.IsControl) || KeyText.Encode(text).Length > MaxKeyLength)
        {
            return false;
        }

        member = new MemberId(text);
        return true;
    }

    public override string ToString() => Value;
}
