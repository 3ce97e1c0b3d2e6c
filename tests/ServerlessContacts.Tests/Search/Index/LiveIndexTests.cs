using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

public sealed class LiveIndexTests
{
    private static readonly Sightseer Everyone = new(null, [], []);

    [Fact]
    public void A_written_document_is_found_by_the_next_query_and_a_deleted_one_is_not()
    {
        var index = new LiveIndex(IndexVersion.Empty);
        index.Apply(IndexChange.Written(Document("a", "anna", 1)), IndexChange.Written(Document("b", "anna", 2)));
        Assert.Equal("2 | 0: 2 = 0b 0a", Ask(index.Current, "anna"));
        index.Apply(IndexChange.Deleted("b"), IndexChange.Written(Document("a", "anne", 1)));
        Assert.Equal("0", Ask(index.Current, "anna"));
        Assert.Equal("1 | 0: 1 = 0a", Ask(index.Current, "anne"));
    }

    [Fact]
    public void Who_holds_a_version_sees_nothing_of_later_changes()
    {
        var index = new LiveIndex(IndexOracleTests.Version([Document("a", "anna", 1)], 8));
        var before = index.Current;
        index.Apply(IndexChange.Deleted("a"));
        Assert.Equal("1 | 0: 1 = 0a", Ask(before, "anna"));
        Assert.Equal("0", Ask(index.Current, "anna"));
    }

    [Fact]
    public void An_updated_document_comes_where_its_new_boost_and_name_put_it()
    {
        var index = new LiveIndex(IndexOracleTests.Version([Document("a", "anna", 3), Document("b", "anna", 2), Document("c", "anna", 1)], 8));
        Assert.Equal("3 | 0: 3 = 0a 0b 0c", Ask(index.Current, "anna"));
        index.Apply(IndexChange.Written(Document("c", "anna", 9)));
        Assert.Equal("3 | 0: 3 = 0c 0a 0b", Ask(index.Current, "anna"));
        index.Apply(IndexChange.Written(Document("a", "anna", 0)));
        Assert.Equal("3 | 0: 3 = 0c 0b 0a", Ask(index.Current, "anna"));
    }

    [Fact]
    public void Deleting_what_is_not_there_changes_nothing() => Assert.Equal(0, new LiveIndex(IndexVersion.Empty).Apply(IndexChange.Deleted("a")).Count);

    [Fact]
    public void A_merge_changes_no_answer_and_leaves_little_to_read()
    {
        var expected = new Dictionary<string, IndexDocument>(StringComparer.Ordinal);
        var index = new LiveIndex(IndexVersion.Empty);
        var random = new Random(3);
        for (var step = 0; step < 1500; step++)
        {
            index.Apply(Edits.Random(random, expected, new SampleDocuments(step)));
            if (step % 100 == 99)
            {
                index.Merge();
                Assert.True(index.Current.Overlay.Length <= 64);
            }
        }

        Assert.False(index.WantsMerge);
        Assert.InRange(index.Current.Segments.Length, 1, 4);
        IndexOracleTests.Compare(index.Current, expected.Values, IndexOracleTests.Viewers[3]);
    }

    [Fact]
    public void What_is_changed_while_a_merge_builds_is_changed_in_what_it_publishes()
    {
        var documents = new SampleDocuments(8).Take(200);
        var expected = documents.ToDictionary(document => document.Key, StringComparer.Ordinal);
        var version = documents.Skip(80).Aggregate(IndexOracleTests.Version(documents.Take(80), 8), (before, document) => before.With(IndexChange.Written(document)));
        var plan = MergePlan.For(version);
        var merged = plan.Build();
        var random = new Random(4);
        for (var step = 0; step < 60; step++)
        {
            var edit = Edits.Random(random, expected, new SampleDocuments(step), keys: 250);
            version = version.With(edit);
        }

        var published = plan.Publish(merged, version);
        Assert.Equal(expected.Count, published.Count);
        Assert.Equal(1, published.Segments.Length);
        IndexOracleTests.Compare(published, expected.Values, IndexOracleTests.Viewers[3]);
    }

    private static string Ask(IndexVersion version, string word) => new IndexSession().Ask(version, IndexQueries.Of(word), Everyone.Viewer);

    private static IndexDocument Document(string key, string name, int boost) => new() { Key = key, Boost = boost, Names = [name] };
}
