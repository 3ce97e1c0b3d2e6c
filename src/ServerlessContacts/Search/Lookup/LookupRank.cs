using System.Runtime.InteropServices;

namespace ServerlessContacts.Search;

/// <summary>How well a number fits the asked one; the lesser the better.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LookupRank(LookupCertainty Certainty, int CommonEnd) : IComparable<LookupRank>
{
    public static readonly LookupRank None = new(LookupCertainty.None, 0);

    public int CompareTo(LookupRank other) =>
        Certainty != other.Certainty ? Order.CompareTo(other.Order) : other.CommonEnd.CompareTo(CommonEnd);

    private int Order => Certainty == LookupCertainty.None ? int.MaxValue : (int)Certainty;
}

/// <summary>One form of the asked number.</summary>
internal readonly record struct AskedForm(ReversedDigits Digits, bool IsInternational)
{
    /// <summary>Subscriber numbers of seven digits are the shortest that a whole city tells apart.</summary>
    private const int ShortestSuffix = 7;

    public LookupRank Compare(PhoneEntry entry)
    {
        if (entry.Digits == Digits)
        {
            return new LookupRank(IsInternational && entry.IsInternational ? LookupCertainty.International : LookupCertainty.National, 0);
        }

        var common = Digits.CommonEnd(entry.Digits);
        return common < ShortestSuffix ? LookupRank.None : new LookupRank(LookupCertainty.Suffix, common);
    }
}

/// <summary>Personal before shared before member, then by name.</summary>
internal sealed class LookupOrder : IComparer<SearchDocument>
{
    public static readonly LookupOrder Instance = new();

    public int Compare(SearchDocument? x, SearchDocument? y) =>
        x!.Section.Scope != y!.Section.Scope ? x.Section.Scope.CompareTo(y.Section.Scope) : NameOrder.Instance.Compare(x, y);
}
