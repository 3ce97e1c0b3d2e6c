namespace ServerlessContacts.Contacts;

/// <summary>One organisation: 1 to 63 of <c>[a-z0-9-]</c>, beginning with a letter or digit, so that it can stand in keys, paths and host names as it is.</summary>
public readonly record struct TenantId(string Value)
{
    public const int MaxLength = 63;

    public static bool TryParse(string? text, out TenantId tenant)
    {
        tenant = default;
        if (text is not { Length: > 0 and <= MaxLength } || text[0] == '-' || text.AsSpan().IndexOfAnyExcept(Allowed) >= 0)
        {
            return false;
        }

        tenant = new TenantId(text);
        return true;
    }

    public override string ToString() => Value;

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
