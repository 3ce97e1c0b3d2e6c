using System.Runtime.InteropServices;
using ServerlessContacts.Contacts;

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
internal readonly record struct AskedForm(string Text, bool IsInternational)
{
    /// <summary>Subscriber numbers of seven digits are the shortest that a whole city tells apart.</summary>
    public const int ShortestSuffix = 7;

    private readonly ReversedDigits reversed = ReversedDigits.Of(Text);

    public string Digits => PhoneForms.PlainDigits(Text);

    /// <summary>How well the best of a contact's numbers fits.</summary>
    public LookupRank Compare(Contact contact)
    {
        var best = LookupRank.None;
        foreach (var form in contact.Phones.SelectMany(PhoneForms.Of))
        {
            best = Compare(form) is var rank && rank.CompareTo(best) < 0 ? rank : best;
        }

        return best;
    }

    private LookupRank Compare(string form)
    {
        var other = ReversedDigits.Of(form);
        if (other == reversed)
        {
            return new LookupRank(IsInternational && form[0] == '+' ? LookupCertainty.International : LookupCertainty.National, 0);
        }

        var common = reversed.CommonEnd(other);
        return common < ShortestSuffix ? LookupRank.None : new LookupRank(LookupCertainty.Suffix, common);
    }
}
