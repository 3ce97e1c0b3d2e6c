namespace ServerlessContacts.Contacts;

/// <summary>
/// The digits by which people look for a number: as it was written, in E.164 without plus, and in national form with and without trunk
/// prefix, so that <c>06 12 34</c> finds +33 6 12 34 56 78. The forms are slices of the number where they can be.
/// </summary>
public readonly struct PhoneDigits
{
    /// <summary>Room for every form of any number: what is written, E.164, and national with the longest trunk prefix.</summary>
    public const int MaxLength = 96;

    private const int MaxForm = 32;
    private readonly PhoneNumber phone;
    private readonly CallingCode? code;

    public PhoneDigits(PhoneNumber phone)
    {
        this.phone = phone;
        code = phone.Number is null ? null : CallingCodes.ForDigits(phone.Number.AsSpan(1));
    }

    /// <summary>E.164 without plus (<c>33612345678</c>); empty if the number has no such form.</summary>
    public ReadOnlySpan<char> International => phone.Number is null ? [] : phone.Number.AsSpan(1);

    /// <summary>The national number (<c>612345678</c>); empty if unknown.</summary>
    public ReadOnlySpan<char> National => code is null ? [] : International[code.Digits.Length..];

    /// <summary>What stands before <see cref="National"/> at home (<c>0</c>); empty where nothing does.</summary>
    public ReadOnlySpan<char> TrunkPrefix => code is null || code.TrunkPrefixes.IsEmpty ? [] : code.TrunkPrefixes[0];

    /// <summary>Copies the digits of any text in any script, as far as there is room, and says how many there were room for.</summary>
    public static int Extract(ReadOnlySpan<char> text, Span<char> destination)
    {
        var count = 0;
        foreach (var c in text)
        {
            var folded = char.IsAsciiDigit(c) ? c : PhoneText.Fold(c);
            if (char.IsAsciiDigit(folded) && count < destination.Length)
                destination[count++] = folded;
        }
        return count;
    }

    /// <summary>
    /// Writes the forms that no other form contains, separated, for a substring index; at most <see cref="MaxLength"/> characters.
    /// </summary>
    public int WriteTo(Span<char> destination, char separator)
    {
        Span<char> form = stackalloc char[MaxForm];
        var length = Append(destination, 0, International, separator);
        length = Append(destination, length, form[..WriteNationalWithTrunk(form)], separator);
        return Append(destination, length, form[..WriteWritten(form)], separator);
    }

    /// <summary>Whether one of the forms contains these digits.</summary>
    public bool Contains(ReadOnlySpan<char> digits)
    {
        Span<char> forms = stackalloc char[MaxLength];
        return forms[..WriteTo(forms, ' ')].IndexOf(digits) >= 0;
    }

    /// <summary>Every form once, for exact matching: as written, E.164, national, national with trunk prefix.</summary>
    public IReadOnlyList<string> ToList()
    {
        Span<char> form = stackalloc char[MaxForm];
        var forms = new List<string>(4);
        AddNew(forms, form[..WriteWritten(form)]);
        AddNew(forms, International);
        AddNew(forms, National);
        AddNew(forms, form[..WriteNationalWithTrunk(form)]);
        return forms;
    }

    private int WriteNationalWithTrunk(Span<char> destination)
    {
        TrunkPrefix.CopyTo(destination);
        National.CopyTo(destination[TrunkPrefix.Length..]);
        return TrunkPrefix.Length + National.Length;
    }

    // The extension stands last in nearly every notation; it is not part of what is looked for.
    private int WriteWritten(Span<char> destination)
    {
        var count = Extract(phone.Raw, destination);
        var withoutExtension = count - (phone.Extension?.Length ?? 0);
        return withoutExtension > 0 && destination[withoutExtension..count].SequenceEqual(phone.Extension) ? withoutExtension : count;
    }

    private static int Append(Span<char> destination, int length, ReadOnlySpan<char> form, char separator)
    {
        if (form.IsEmpty || destination[..length].IndexOf(form) >= 0)
            return length;
        if (length > 0)
            destination[length++] = separator;
        form.CopyTo(destination[length..]);
        return length + form.Length;
    }

    private static void AddNew(List<string> forms, ReadOnlySpan<char> form)
    {
        foreach (var known in forms)
        {
            if (form.SequenceEqual(known))
                return;
        }
        if (!form.IsEmpty)
            forms.Add(form.ToString());
    }
}
