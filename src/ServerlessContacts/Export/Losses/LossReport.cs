using System.Globalization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Export.Losses;

/// <summary>A field that a format cannot hold: of how many contacts, and which ones, as far as they are kept.</summary>
public sealed record Loss(string Field, int Contacts, IReadOnlyList<ContactId> First);

/// <summary>What a format cannot hold of all the contacts of an export.</summary>
public sealed class LossReport
{
    /// <summary>Of each field; enough to look at, and no export is too large for it.</summary>
    public const int MostNamed = 100;

    private readonly SortedDictionary<string, (int Contacts, List<ContactId> First)> lost = new(StringComparer.Ordinal);

    /// <summary>How many contacts the export has.</summary>
    public int Contacts { get; private set; }

    public IReadOnlyList<Loss> Losses => [.. lost.Select(loss => new Loss(loss.Key, loss.Value.Contacts, loss.Value.First))];

    /// <summary>As a list of structured fields (RFC 9651): <c>folder;contacts=2, phones.short;contacts=17</c>; empty where nothing is lost.</summary>
    public string Header => string.Join(", ", lost.Select(loss => string.Create(CultureInfo.InvariantCulture, $"{loss.Key};contacts={loss.Value.Contacts}")));

    internal void Add(ContactId id, IReadOnlySet<string> fields)
    {
        Contacts++;
        foreach (var field in fields)
        {
            var known = lost.GetValueOrDefault(field, (0, []));
            if (known.First.Count < MostNamed)
            {
                known.First.Add(id);
            }

            lost[field] = (known.Contacts + 1, known.First);
        }
    }
}
