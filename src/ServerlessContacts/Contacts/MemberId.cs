using System.Diagnostics.CodeAnalysis;

namespace ServerlessContacts.Contacts;

/// <summary>
/// One member of a tenant, as the identity provider names them: any non-empty text of at most 256 characters without control characters,
/// compared exactly.
/// </summary>
public readonly record struct MemberId(string Value)
{
    private const int MaximumLength = 256;

    public static bool TryParse([NotNullWhen(true)] string? text, out MemberId member)
    {
        var valid = text is { Length: >= 1 and <= MaximumLength } && !text.Any(char.IsControl);
        member = valid ? new MemberId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
