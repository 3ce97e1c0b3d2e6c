using ServerlessContacts.Contacts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>The numbers that one value of a file became, and what is to be told of it.</summary>
internal readonly record struct CutNumbers(PhoneList List, RowProblem? Told, Phone? Uncut)
{
    public int Count => List.Count;

    public string this[int index] => List[index];

    public static CutNumbers Whole(string value) => new(PhoneList.Whole(value), null, null);

    /// <param name="phone">The value as one number, with what is known of it beside.</param>
    /// <param name="parser">What the organisation takes for a number.</param>
    public static CutNumbers Of(Phone phone, PhoneParser parser)
    {
        var list = PhoneList.Read(phone.Number, parser, isWhole: phone.Extension is not null || phone.Short is not null);
        return list.Count > 1 ? new(list, RowProblems.NumbersCut(list.Count), AsItWas(phone.Number, parser))
            : new(list, list.IsUnsure ? RowProblems.NumbersUnsure : null, null);
    }

    /// <summary>As a contact keeps it that was given the whole value as one number.</summary>
    private static Phone AsItWas(string value, PhoneParser parser)
    {
        var whole = parser.Parse(value);
        var extension = whole.Kind == PhoneParseKind.Unrecoverable ? null : whole.Phone.Extension;
        return new Phone { Number = value, Raw = value, Extension = extension };
    }
}
