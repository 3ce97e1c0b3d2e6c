using System.Text.Json.Nodes;
using ServerlessContacts.Sync.Providers;
using static ServerlessContacts.Tests.Providers.Google.GoogleRig;

namespace ServerlessContacts.Tests.Providers.Google;

public sealed class GooglePhotoTests : IAsyncLifetime
{
    private GoogleRig rig = null!;

    public async Task InitializeAsync() => rig = await StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task An_avatar_that_google_drew_is_no_picture()
    {
        var item = await ItemAsync(rig.Book.Add(Json("{}")));
        Assert.Null(item.PhotoTag);
        Assert.Null(await rig.Contacts.PhotoAsync(item, default));
    }

    [Fact]
    public async Task A_picture_of_its_own_is_downloaded_and_its_tag_changes_with_it()
    {
        var name = rig.Book.Add(Json("{}"));
        rig.Book.SetPhoto(name, [1, 2, 3]);
        var item = await ItemAsync(name);
        var photo = await rig.Contacts.PhotoAsync(item, default);
        Assert.Equal([1, 2, 3], photo!.Bytes.ToArray());
        Assert.Equal("image/jpeg", photo.ContentType);
        Assert.EndsWith("?sz=720", rig.Simulator.Requests[^1], StringComparison.Ordinal);
        rig.Book.SetPhoto(name, [4]);
        Assert.NotEqual(item.PhotoTag, (await ItemAsync(name)).PhotoTag);
        Assert.Null(await rig.Contacts.PhotoAsync(item, default));
    }

    [Fact]
    public async Task A_picture_of_a_profile_is_not_the_contacts_own()
    {
        var name = rig.Book.Add(Json("""{"photos":[{"url":"https://lh3.googleusercontent.com/p","metadata":{"source":{"type":"PROFILE"}}}]}"""));
        Assert.Null((await ItemAsync(name)).PhotoTag);
    }

    [Theory]
    [InlineData("https://example.com/x.jpg")]
    [InlineData("http://lh3.googleusercontent.com/x")]
    [InlineData("https://lh3.googleusercontent.com:8443/x")]
    [InlineData("https://evilgoogleusercontent.com/x")]
    [InlineData("https://googleusercontent.com.evil.example/x")]
    [InlineData("https://googleusercontent.com@evil.example/x")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not an address")]
    public async Task A_picture_on_another_host_is_not_asked_for(string url)
    {
        var photos = new JsonArray(new JsonObject { ["url"] = url });
        var item = new ProviderItem { Id = "people/c1", Raw = new JsonObject { ["photos"] = photos }.ToJsonString() };
        var failure = await Assert.ThrowsAsync<ProviderException>(() => rig.Contacts.PhotoAsync(item, default));
        Assert.Equal((ProviderFault.Rejected, "The picture lies on a host that is not Google's."), (failure.Fault, failure.Message));
    }

    [Theory]
    [InlineData(4 * 1024 * 1024, true)]
    [InlineData((4 * 1024 * 1024) + 1, false)]
    public async Task A_picture_may_have_four_mebibytes(int bytes, bool isTaken)
    {
        var name = rig.Book.Add(Json("{}"));
        rig.Book.SetPhoto(name, new byte[bytes]);
        var item = await ItemAsync(name);
        if (isTaken)
        {
            Assert.Equal(bytes, (await rig.Contacts.PhotoAsync(item, default))!.Bytes.Length);
        }
        else
        {
            Assert.Equal(ProviderFault.Rejected, (await Assert.ThrowsAsync<ProviderException>(() => rig.Contacts.PhotoAsync(item, default))).Fault);
        }
    }

    private async Task<ProviderItem> ItemAsync(string name) => (await rig.Contacts.FindAsync(name, default))!;
}
