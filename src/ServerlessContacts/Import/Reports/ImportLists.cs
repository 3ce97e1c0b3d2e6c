using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Running;

namespace ServerlessContacts.Import.Reports;

/// <summary>One page of a list: JSON documents, and where the next page begins if there is one.</summary>
public sealed record ListedPage(IReadOnlyList<ReadOnlyMemory<byte>> Items, long Total, long? Next);

/// <summary>The lists of imports: what one would do, and what it did otherwise or had to leave. Both grow by blocks and are read by pages, so that neither is ever in memory whole.</summary>
internal static class ImportLists
{
    /// <summary>What the import would do.</summary>
    public const string Plan = "plan.jsonl";

    /// <summary>What it did otherwise than planned, or had to leave.</summary>
    public const string Report = "report.jsonl";

    /// <summary>The list with the lines behind it, if there are any.</summary>
    public static async Task<ListExtent> AppendAsync(
        ImportFiles files, string path, ListExtent extent, JsonLines lines, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return extent;
        }

        var grown = new ListExtent(extent.Items + lines.Count, extent.Blocks + 1);
        await files.AppendReportAsync(path, extent.Blocks, lines.Take(), cancellationToken);
        return grown;
    }

    /// <summary>Null where no page begins there.</summary>
    /// <param name="files">Where lists lie.</param>
    /// <param name="path">The list's.</param>
    /// <param name="extent">Of what is in it, how much counts.</param>
    /// <param name="from">0, or what the page before said.</param>
    /// <param name="size">At most so many items.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ListedPage?> PageAsync(
        ImportFiles files, string path, ListExtent extent, long from, int size, CancellationToken cancellationToken)
    {
        await using var stream = extent.Items == 0 ? null : await files.OpenReportAsync(path, cancellationToken);
        if (stream is null)
        {
            return from == 0 ? new ListedPage([], extent.Items, null) : null;
        }

        return await BeginsAtAsync(stream, from, cancellationToken) ? await ReadAsync(stream, extent, size, cancellationToken) : null;
    }

    private static async Task<ListedPage> ReadAsync(Stream stream, ListExtent extent, int size, CancellationToken cancellationToken)
    {
        var (reader, items) = (new JsonLineReader(stream), new List<ReadOnlyMemory<byte>>(size));
        while (items.Count < size && await reader.ReadAsync(cancellationToken) is { } line)
        {
            items.Add(line);
        }

        return new ListedPage(items, extent.Items, reader.Offset < stream.Length ? reader.Offset : null);
    }

    /// <summary>Whether a line begins there; then the stream stands at it.</summary>
    private static async Task<bool> BeginsAtAsync(Stream stream, long from, CancellationToken cancellationToken)
    {
        if (from == 0)
        {
            return true;
        }

        var before = new byte[1];
        stream.Position = Math.Min(from - 1, stream.Length);
        return await stream.ReadAsync(before, cancellationToken) == 1 && before[0] == (byte)'\n';
    }
}
