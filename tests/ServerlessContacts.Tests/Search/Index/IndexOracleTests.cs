using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

public sealed class IndexOracleTests
{
    private const int Count = 5000;

    private static readonly IReadOnlyList<IndexDocument> Documents = new SampleDocuments(1).Take(Count);

    private static readonly string[] SomeKeys = [.. Enumerable.Range(0, 60).Select(at => $"k{at * 79 % Count}"), "unknown"];

    internal static readonly Sightseer[] Viewers =
    [
        new(null, [], []),
        new(null, [], SomeKeys),
        new([SampleDocuments.SharedBook, 3, 17], [], []),
        new([SampleDocuments.SharedBook, 3, 17], SomeKeys[..20], SomeKeys[10..40]),
        new([.. Enumerable.Range(1, SampleDocuments.Books)], [], SomeKeys),
        new([5], SomeKeys[..5], SomeKeys[..9]),
        new([], [], SomeKeys),
    ];

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(512)]
    public void Every_answer_is_that_of_a_plain_scan_for_every_viewer(int expandAbove)
    {
        Compare(Version(Documents, expandAbove), Documents, Viewers);
    }

    /// <summary>So that a viewer sees neither few documents of a section nor all but few.</summary>
    [Fact]
    public void Every_answer_is_that_of_a_plain_scan_where_a_section_is_long()
    {
        IndexDocument[] documents = [.. Documents.Select(document => document with { Section = 3 })];
        var changed = documents.Where((_, at) => at % 9 == 0).Select((document, at) => document with { Boost = at % 3 }).ToDictionary(document => document.Key, StringComparer.Ordinal);
        var version = Version(documents, 64).With([.. changed.Values.Select(IndexChange.Written)]);
        Compare(version, [.. documents.Select(document => changed.GetValueOrDefault(document.Key, document))], Viewers[3], Viewers[4]);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Every_answer_is_that_of_a_plain_scan_after_updates_and_deletions(int seed)
    {
        var version = Version(Documents, 64);
        var expected = Documents.ToDictionary(document => document.Key, StringComparer.Ordinal);
        var random = new Random(seed);
        for (var step = 0; step < 600; step++)
        {
            version = version.With(Edits.Random(random, expected, new SampleDocuments(seed + step)));
        }

        Assert.Equal(expected.Count, version.Count);
        Compare(version, expected.Values, Viewers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Pages_put_together_are_the_whole(int limit)
    {
        var documents = new SampleDocuments(5).Take(400);
        var version = Version(documents.Take(300), 8).With([.. documents.Skip(300).Select(IndexChange.Written)]);
        var oracle = new IndexOracle(documents);
        foreach (var viewer in Viewers)
        {
            foreach (var query in IndexQueries.All)
            {
                Assert.Equal(oracle.Answer(query, viewer, int.MaxValue), new IndexSession().AskPageByPage(version, query with { Limit = limit }, viewer.Viewer));
            }
        }
    }

    [Fact]
    public void Several_indexes_answer_as_one()
    {
        var versions = Documents.Chunk(700).Select(part => Version(part, 16)).ToArray();
        var oracle = new IndexOracle(Documents);
        foreach (var query in IndexQueries.All)
        {
            Assert.Equal(oracle.Answer(query, Viewers[3], query.Limit), new IndexSession().Ask(versions, query, Viewers[3].Viewer));
        }
    }

    internal static IndexVersion Version(IEnumerable<IndexDocument> documents, int expandAbove)
    {
        var builder = new SegmentBuilder(expandAbove);
        foreach (var document in documents)
        {
            builder.Add(document);
        }

        return IndexVersion.Of(builder.Build());
    }

    internal static void Compare(IndexVersion version, IReadOnlyCollection<IndexDocument> documents, params Sightseer[] viewers)
    {
        var oracle = new IndexOracle(documents);
        var session = new IndexSession();
        foreach (var viewer in viewers)
        {
            foreach (var query in IndexQueries.All)
            {
                var asked = string.Join(' ', query.Words.Select(word => string.Join('|', word)));
                Assert.Equal($"{asked}: {oracle.Answer(query, viewer, query.Limit)}", $"{asked}: {session.Ask(version, query, viewer.Viewer)}");
            }
        }
    }
}

internal static class Edits
{
    /// <summary>One edit, made to the expected documents as well.</summary>
    public static IndexChange Random(Random random, Dictionary<string, IndexDocument> expected, SampleDocuments sample, int keys = 6000)
    {
        var key = $"k{random.Next(keys)}";
        if (random.Next(4) == 0)
        {
            expected.Remove(key);
            return IndexChange.Deleted(key);
        }

        expected[key] = sample.Document(key);
        return IndexChange.Written(expected[key]);
    }
}
