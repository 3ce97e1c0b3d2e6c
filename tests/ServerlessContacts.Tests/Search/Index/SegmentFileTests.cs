using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

public sealed class SegmentFileTests
{
    private static readonly Lazy<Segment> Small = new(() => Build(new SampleDocuments(21).Take(12)));

    [Fact]
    public void What_is_read_is_what_was_built()
    {
        var documents = new SampleDocuments(22).Take(800);
        var read = SegmentFile.Read(Build(documents).File.ToArray());
        Assert.Equal(SegmentStatus.Read, read.Status);
        IndexOracleTests.Compare(IndexVersion.Of(read.Segment), documents, IndexOracleTests.Viewers[3]);
    }

    [Fact]
    public async Task A_file_on_disk_is_the_same()
    {
        var path = Path.GetTempFileName();
        try
        {
            await SegmentFile.WriteAsync(Small.Value, path, default);
            Assert.Equal(Small.Value.File.ToArray(), SegmentFile.Read(path).Segment.File.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_change_of_any_byte_is_noticed()
    {
        var file = Small.Value.File.ToArray();
        for (var at = 0; at < file.Length; at++)
        {
            foreach (var change in new byte[] { 1, 0x80, 0xFF })
            {
                file[at] ^= change;
                Assert.NotEqual(SegmentStatus.Read, SegmentFile.Read(file).Status);
                file[at] ^= change;
            }
        }

        Assert.Equal(SegmentStatus.Read, SegmentFile.Read(file).Status);
    }

    [Fact]
    public void A_file_cut_anywhere_or_longer_than_it_was_is_noticed()
    {
        var file = Small.Value.File.ToArray();
        for (var length = 0; length < file.Length; length++)
        {
            Assert.NotEqual(SegmentStatus.Read, SegmentFile.Read(file[..length]).Status);
        }

        Assert.Equal(SegmentStatus.Damaged, SegmentFile.Read([.. file, .. new byte[64]]).Status);
    }

    [Fact]
    public void A_file_of_another_kind_or_version_is_told_from_a_damaged_one()
    {
        var file = Small.Value.File.ToArray();
        Assert.Equal(SegmentStatus.NotASegment, SegmentFile.Read("{}"u8.ToArray()).Status);
        Assert.Equal(SegmentStatus.Damaged, SegmentFile.Read(file[..100]).Status);
        file[8]++;
        Assert.Equal(SegmentStatus.OtherVersion, SegmentFile.Read(file).Status);
    }

    [Fact]
    public void The_segment_of_a_file_that_was_not_read_is_not_to_be_had() =>
        Assert.Throws<InvalidOperationException>(() => SegmentFile.Read([1, 2, 3]).Segment);

    [Fact]
    public void A_segment_without_documents_is_one() => Assert.Equal(0, SegmentFile.Read(Build([]).File.ToArray()).Segment.Count);

    /// <summary>The file was written by version 2 from these documents; whatever comes later reads it or, of another version, refuses it.</summary>
    [Fact]
    public void The_file_of_version_2_is_read()
    {
        var read = SegmentFile.Read(Stored("segment-v2.bin"));
        Assert.Equal(SegmentStatus.Read, read.Status);
        IndexOracleTests.Compare(IndexVersion.Of(read.Segment), new SampleDocuments(1001).Take(60), IndexOracleTests.Viewers[1]);
    }

    /// <summary>Version 1 had whole names among the grams.</summary>
    [Fact]
    public void The_file_of_version_1_is_of_another_version() =>
        Assert.Equal(SegmentStatus.OtherVersion, SegmentFile.Read(Stored("segment-v1.bin")).Status);

    private static string Stored(string file) => Path.Combine(AppContext.BaseDirectory, "Search", "Index", file);

    internal static Segment Build(IEnumerable<IndexDocument> documents)
    {
        var builder = new SegmentBuilder(8);
        foreach (var document in documents)
        {
            builder.Add(document);
        }

        return builder.Build();
    }
}
