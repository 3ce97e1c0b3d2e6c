using System.Text;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Tests.Store.Blobs;

/// <summary>What every <see cref="IBlobStore"/> keeps to.</summary>
public abstract class BlobStoreContract
{
    private const int Large = 9 * 1024 * 1024;

    private readonly string folder = Guid.NewGuid().ToString("N");

    protected abstract IBlobStore Account { get; }

    /// <summary>A container that is there.</summary>
    protected abstract string Existing { get; }

    private IBlobContainer Container => Account.Container(Existing);

    [Fact]
    public async Task A_blob_is_what_was_written_last_and_every_write_gives_it_a_new_version()
    {
        await PutAsync("a", "one");
        var first = await FindAsync("a");
        await PutAsync("a", "second", "text/csv");
        var second = await FindAsync("a");

        Assert.Equal(("second", 6L, "text/csv"), (await TextAsync("a"), second.Length, second.ContentType));
        Assert.NotEqual(first.Version, second.Version);
        Assert.Empty(second.Metadata);
        Assert.InRange(second.Modified, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
    }

    [Fact]
    public async Task What_is_found_listed_paged_and_downloaded_says_the_same()
    {
        await PutAsync("a ü/b", "text", "text/csv");
        await Container.SetMetadataAsync(Name("a ü/b"), Metadata("folder", "f1"), default);

        var found = await FindAsync("a ü/b");
        var listed = Assert.Single(await Container.ListAsync(folder, default).ToListAsync());
        await using var downloaded = (await Container.DownloadAsync(Name("a ü/b"), default))!;
        foreach (var other in new[] { listed, downloaded.Facts, await PagedAsync("a ü/b") })
        {
            Assert.Equal((found.Name, found.Version, found.Length, found.ContentType), (
                other.Name, other.Version, other.Length, other.ContentType));
            Assert.Equal(found.Modified, other.Modified, TimeSpan.FromSeconds(1));
            Assert.Equal(found.Metadata, other.Metadata);
        }

        Assert.Equal("f1", found.Metadata["folder"]);
    }

    [Fact]
    public async Task A_listing_is_in_ordinal_order_and_of_one_prefix()
    {
        foreach (var name in new[] { "b", "B", "a/2", "a/1", "a-", "ä" })
        {
            await PutAsync(name, name);
        }

        Assert.Equal(["B", "a-", "a/1", "a/2", "b", "ä"], await ListedAsync(""));
        Assert.Equal(["a/1", "a/2"], await ListedAsync("a/"));
        Assert.Empty(await ListedAsync("c"));
    }

    [Fact]
    public async Task What_is_not_there_is_null_empty_or_false()
    {
        foreach (var container in new[] { Container, Account.Container("n" + folder) })
        {
            Assert.Null(await container.FindAsync(Name("none"), default));
            Assert.Null(await container.DownloadAsync(Name("none"), default));
            Assert.Null(await container.OpenAsync(Name("none"), new BlobPieces(1024), default));
            Assert.Empty(await container.ListAsync(Name("none"), default).ToListAsync());
            Assert.False(await container.DeleteAsync(Name("none"), version: null, default));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Large)]
    public async Task Any_length_is_stored_and_read_whole_and_in_pieces(int length)
    {
        var content = Enumerable.Range(0, length).Select(i => (byte)(i * 31 >> 5)).ToArray();
        await Container.WriteAsync(Name("bytes"), "application/octet-stream", new MemoryStream(content), default);
        Assert.Equal(content, await DownloadAsync("bytes"));

        await using var pieces = (await Container.OpenAsync(Name("bytes"), new BlobPieces(1024 * 1024), default))!;
        Assert.Equal(length, pieces.Length);
        Assert.Equal(content, await BytesAsync(pieces));
        pieces.Position = length / 3;
        Assert.Equal(content[(length / 3)..], await BytesAsync(pieces));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_what_was_there()
    {
        await PutAsync("a", "one");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Container.WriteAsync(Name("a"), new BlobWriting(), BreaksAsync, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Container.WriteAsync(Name("b"), new BlobWriting(), BreaksAsync, default));
        Assert.Equal(("one", null), (await TextAsync("a"), await Container.FindAsync(Name("b"), default)));

        static async Task BreaksAsync(Stream blob)
        {
            await blob.WriteAsync(new byte[Large]);
            throw new InvalidOperationException();
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(Large)]
    public async Task A_conditional_write_replaces_only_what_it_names(int length)
    {
        Assert.True(await ReplaceAsync(null, length));
        var first = (await FindAsync("a")).Version;
        Assert.False(await ReplaceAsync(null, length));
        Assert.True(await ReplaceAsync(first, length));
        Assert.False(await ReplaceAsync(first, length));
        await Container.DeleteAsync(Name("a"), version: null, default);
        Assert.False(await ReplaceAsync(first, length));
    }

    [Fact]
    public async Task A_version_that_is_gone_is_not_read_and_says_so_while_it_is_read()
    {
        await Container.WriteAsync(Name("a"), null, new MemoryStream(new byte[Large]), default);
        var version = (await FindAsync("a")).Version;
        await using (var same = await Container.OpenAsync(Name("a"), new BlobPieces(1024, version), default))
        {
            Assert.NotNull(same);
        }

        await PutAsync("a", "two");
        Assert.Null(await Container.OpenAsync(Name("a"), new BlobPieces(1024, version), default));
    }

    [Fact]
    public async Task A_report_ends_with_the_block_that_was_appended_last()
    {
        await AppendAsync(0, "one ");
        await AppendAsync(1, "two ");
        await AppendAsync(2, "lost ");
        await AppendAsync(1, "TWO ");
        await AppendAsync(1, "TWO ");
        await AppendAsync(2, "three");
        Assert.Equal(("one TWO three", "text/csv"), (await TextAsync("a"), (await FindAsync("a")).ContentType));
    }

    [Fact]
    public async Task Metadata_is_replaced_whole_and_goes_with_the_next_write()
    {
        await PutAsync("a", "one");
        await Container.SetMetadataAsync(Name("a"), Metadata("one", "1"), default);
        await Container.SetMetadataAsync(Name("a"), Metadata("two", "2"), default);
        Assert.Equal(["two"], (await FindAsync("a")).Metadata.Keys);
        await PutAsync("a", "one");
        Assert.Empty((await FindAsync("a")).Metadata);
    }

    [Fact]
    public async Task Only_the_version_that_is_named_is_deleted()
    {
        await PutAsync("a", "one");
        var first = (await FindAsync("a")).Version;
        await PutAsync("a", "two");
        Assert.False(await Container.DeleteAsync(Name("a"), first, default));
        Assert.True(await Container.DeleteAsync(Name("a"), (await FindAsync("a")).Version, default));
        await PutAsync("a", "three");
        Assert.True(await Container.DeleteAsync(Name("a"), version: null, default));
        Assert.False(await Container.DeleteAsync(Name("a"), version: null, default));
    }

    [Fact]
    public async Task An_address_for_an_upload_names_the_blob()
    {
        var address = await Container.UploadUrlAsync(Name("a.csv"), TimeProvider.System.GetUtcNow().AddHours(1), default);
        Assert.EndsWith($"/{Existing}/{folder}/a.csv", address.AbsolutePath, StringComparison.Ordinal);
        Assert.NotEmpty(address.Query);
    }

    private string Name(string name) => $"{folder}/{name}";

    private static Dictionary<string, string> Metadata(string name, string value) => new(StringComparer.Ordinal) { [name] = value };

    private Task PutAsync(string name, string content, string? contentType = null) =>
        Container.WriteAsync(Name(name), contentType, Encoding.UTF8.GetBytes(content), default);

    private Task<bool> ReplaceAsync(string? version, int length) =>
        Container.WriteAsync(Name("a"), BlobWriting.InPlaceOf(version), blob => blob.WriteAsync(new byte[length]).AsTask(), default);

    private Task AppendAsync(int block, string content) =>
        Container.AppendAsync(Name("a"), block, Encoding.UTF8.GetBytes(content), "text/csv", default);

    private async Task<BlobFacts> FindAsync(string name) => (await Container.FindAsync(Name(name), default))!;

    private async Task<BlobFacts> PagedAsync(string name)
    {
        BlobFacts? found = null;
        for (var page = await Container.PageAsync(null, default); found is null; page = await Container.PageAsync(page.Next!, default))
        {
            found = page.Blobs.FirstOrDefault(blob => blob.Name == Name(name));
            Assert.True(found is not null || page.Next is not null, "The blob is on no page.");
        }

        return found;
    }

    private async Task<IEnumerable<string>> ListedAsync(string prefix) =>
        (await Container.ListAsync(Name(prefix), default).ToListAsync()).Select(blob => blob.Name[(folder.Length + 1)..]);

    private async Task<string> TextAsync(string name) => Encoding.UTF8.GetString(await DownloadAsync(name));

    private async Task<byte[]> DownloadAsync(string name)
    {
        await using var content = (await Container.DownloadAsync(Name(name), default))!;
        return await BytesAsync(content.Stream);
    }

    private static async Task<byte[]> BytesAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
