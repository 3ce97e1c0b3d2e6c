using System.Collections.Frozen;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Import;

/// <summary>What became of a value that an import tells of.</summary>
internal enum ValueFate
{
    /// <summary>It is none of its kind and became a custom field.</summary>
    KeptAsText,

    /// <summary>There was no room for it.</summary>
    LeftOut,

    /// <summary>It is a value of its kind, and somebody should look at it.</summary>
    Kept,
}

internal static class ValueFates
{
    private static readonly FrozenDictionary<string, ValueFate> Others = new Dictionary<string, ValueFate>(StringComparer.Ordinal)
    {
        [RowProblems.FieldsLeftOut.Code] = ValueFate.LeftOut,
        [VCardProblems.PhotoTooLarge.Code] = ValueFate.LeftOut,
        [VCardProblems.LeftOut.Code] = ValueFate.LeftOut,
        [RowProblems.NumbersUnsure.Code] = ValueFate.Kept,
        [RowProblems.NumbersCut(0).Code] = ValueFate.Kept,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ValueFate Of(string code) => Others.GetValueOrDefault(code, ValueFate.KeptAsText);

    /// <summary>The reason under which the report lists it.</summary>
    public static string ReasonOf(string code) => Of(code) switch
    {
        ValueFate.LeftOut => "left-out",
        ValueFate.Kept => "value-warning",
        _ => "kept-as-text",
    };
}
