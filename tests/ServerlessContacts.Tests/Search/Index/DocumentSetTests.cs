using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

/// <summary>Sets in each of their forms against plain ones, over more documents than the oracle has.</summary>
public sealed class DocumentSetTests
{
    private const int Universe = 150_001;

    /// <summary>One in so many documents: a bitmap, packed lists with and without places to skip to, one of a few.</summary>
    public static TheoryData<int, int> Shares { get; } = new() { { 3, 5 }, { 3, 900 }, { 40, 7 }, { 40, 40 }, { 40, 3000 }, { 700, 2 }, { 700, 700 }, { 9000, 50 }, { 9000, 40_000 } };

    [Theory]
    [MemberData(nameof(Shares))]
    public void What_is_kept_is_what_both_have(int share, int otherShare)
    {
        var (documents, others) = (Some(share, 1), Some(otherShare, 2));
        foreach (var beside in new[] { [], Some(500, 3).Except(documents).ToArray() })
        {
            var (set, whole) = (Stored(documents, beside, out var lists), documents.Concat(beside).ToHashSet());
            var kept = others.ToArray();
            Assert.Equal(others.Where(whole.Contains), kept[..Retained.In(Open(set, lists), kept)]);
            kept = [.. others];
            Assert.Equal(others.Where(document => !whole.Contains(document)), kept[..Retained.NotIn(Open(set, lists), kept)]);
        }
    }

    [Theory]
    [MemberData(nameof(Shares))]
    public void Every_part_is_gone_through_and_counted(int share, int otherShare)
    {
        var (documents, beside) = (Some(share, 1), Some(otherShare, 2).Except(Some(share, 1)).ToArray());
        var set = Stored(documents, beside, out var lists);
        int[] whole = [.. documents.Concat(beside).Order()];
        var cursor = Open(set, lists).Between(0, 0);
        foreach (var (from, to) in new[] { (0, Universe), (1, 2), (500, 17_000), (16_384, 32_768), (149_990, Universe), (70_000, 70_000) })
        {
            int[] expected = [.. whole.Where(document => document >= from && document < to)];
            cursor.MoveTo(from, to);
            var found = new int[expected.Length + OpenSet.Slack];
            Assert.Equal(expected, found[..cursor.FillAll(found)]);
            Assert.Equal(expected.Length, Open(set, lists).CountBetween(from, to));
        }
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 900)]
    [InlineData(300, 300)]
    public void An_ascending_search_finds_what_is_there(int share, int otherShare)
    {
        var (documents, others) = (Some(share, 4), Some(otherShare, 5));
        var search = new AscendingSearch(documents);
        var found = new List<int>();
        foreach (var other in others)
        {
            if (search.Contains(other))
            {
                found.Add(other);
            }
        }

        Assert.Equal(others.Intersect(documents), found);
    }

    private static int[] Some(int share, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Universe).Where(_ => random.Next(share) == 0)];
    }

    private static DocumentSet Stored(int[] documents, int[] beside, out ByteBuffer lists)
    {
        lists = new ByteBuffer();
        var offset = ListForm.Write(documents, Universe, lists);
        lists.AppendZeros(PackedList.Padding);
        return DocumentSet.Stored(offset, documents.Length, Universe).And(beside, beside.Length);
    }

    private static OpenSet Open(in DocumentSet set, ByteBuffer lists) => new(set, lists.Written, Universe);
}
