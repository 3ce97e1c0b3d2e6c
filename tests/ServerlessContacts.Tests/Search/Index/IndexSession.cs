using System.Globalization;
using System.Text;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

/// <summary>Asks an index and writes the answer as the oracle does.</summary>
internal sealed class IndexSession
{
    private readonly IndexSearch search = new();
    private readonly IndexAnswer answer = new();

    public string Ask(IndexVersion version, IndexQuery query, Viewer viewer) => Ask([version], query, viewer);

    public string Ask(IndexVersion[] versions, IndexQuery query, Viewer viewer)
    {
        search.Search(versions, query, viewer, answer);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{answer.Total}");
        for (var at = 0; at < answer.SectionCount; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $" | {answer.Section(at).Section}: {answer.Section(at).Total} =");
            foreach (var hit in answer.Hits(at))
            {
                text.Append(CultureInfo.InvariantCulture, $" {(int)hit.Class}{Encoding.UTF8.GetString(versions[hit.Source].KeyOf(hit))}");
            }
        }

        return text.ToString();
    }

    /// <summary>All pages of an answer as one.</summary>
    public string AskPageByPage(IndexVersion version, IndexQuery query, Viewer viewer)
    {
        var sections = new SortedDictionary<int, StringBuilder>();
        var (page, total) = (query, 0);
        for (var more = true; more;)
        {
            search.Search([version], page, viewer, answer);
            total = answer.Total;
            more = Append(version, sections, out var positions);
            page = query with { After = positions };
        }

        return string.Join(" | ", [total.ToString(CultureInfo.InvariantCulture), .. sections.Values.Select(section => section.ToString())]);
    }

    private bool Append(IndexVersion version, SortedDictionary<int, StringBuilder> sections, out List<HitPosition> positions)
    {
        positions = [];
        for (var at = 0; at < answer.SectionCount; at++)
        {
            var (section, total, count, more) = answer.Section(at);
            sections.TryAdd(section, new StringBuilder().Append(CultureInfo.InvariantCulture, $"{section}: {total} ="));
            foreach (var hit in answer.Hits(at))
            {
                sections[section].Append(CultureInfo.InvariantCulture, $" {(int)hit.Class}{Encoding.UTF8.GetString(version.KeyOf(hit))}");
            }

            if (more)
            {
                positions.Add(version.PositionOf(section, answer.Hits(at)[count - 1]));
            }
        }

        return positions.Count > 0;
    }
}
