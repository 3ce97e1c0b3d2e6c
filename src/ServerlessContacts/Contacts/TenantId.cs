using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ServerlessContacts.Contacts;

/// <summary>
/// One organisation: <c>[a-z0-9-]{1,63}</c>, starting with a letter or digit. It stands unescaped in table keys, container paths and
/// application keys, which is why so little is allowed.
/// </summary>
public readonly record struct TenantId(string Value)
{
    private const int MaximumLength = 63;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool TryParse([NotNullWhen(true)] string? text, out TenantId tenant)
    {
        var valid = text is { Length: >= 1 and <= MaximumLength } && text[0] != '-' && !text.AsSpan().ContainsAnyExcept(Allowed);
        tenant = valid ? new TenantId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
