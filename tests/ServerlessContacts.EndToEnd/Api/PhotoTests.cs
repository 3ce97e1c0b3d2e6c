using System.Net;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class PhotoTests(ApiFixture fixture) : ApiTest(fixture)
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    public static byte[] Png => [.. Signature, 1, 2, 3];

    [Fact]
    public async Task A_photo_comes_back_as_it_was_sent()
    {
        var contact = await CreateAsync(Tenant.Anna, Named("A"));
        (await Tenant.Anna.GetAsync($"{Path(contact)}/photo")).Problem(404, "not-found");
        var put = await Tenant.Anna.PutAsync($"{Path(contact)}/photo", Png, "text/html");
        Assert.NotEqual(contact.Text("etag"), put.ETag);
        var shown = put.Json()["photo"]!;
        Assert.Equal($"/api/{Path(contact)}/photo", shown.Text("url"));
        var photo = (await Tenant.Anna.GetAsync($"{Path(contact)}/photo")).Is(HttpStatusCode.OK);
        Assert.Equal(Png, photo.Bytes);
        Assert.Equal("image/png nosniff", $"{photo.Headers["Content-Type"]} {photo.Headers["X-Content-Type-Options"]}");
        Assert.Equal(shown.Text("etag"), photo.ETag);
        (await Tenant.Anna.GetAsync($"{Path(contact)}/photo", ("If-None-Match", photo.ETag))).Is(HttpStatusCode.NotModified);
        (await Tenant.Anna.PutAsync($"{Path(contact)}/photo", Jpeg)).Is(HttpStatusCode.OK);
        var other = (await Tenant.Anna.GetAsync($"{Path(contact)}/photo", ("If-None-Match", photo.ETag))).Is(HttpStatusCode.OK);
        Assert.Equal("image/jpeg", other.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A_photo_is_deleted_by_who_saw_it()
    {
        var contact = await CreateAsync(Tenant.Anna, Named("A"));
        var path = $"{Path(contact)}/photo";
        var tag = (await Tenant.Anna.PutAsync(path, Png)).Json()["photo"]!.Text("etag");
        (await Tenant.Anna.DeleteAsync(path)).Problem(428, "precondition-required");
        (await Tenant.Anna.DeleteAsync(path, "\"other\"")).Problem(412, "precondition-failed");
        (await Tenant.Anna.DeleteAsync(path, tag)).Is(HttpStatusCode.NoContent);
        (await Tenant.Anna.GetAsync(path)).Problem(404, "not-found");
        Assert.False((await GetAsync(Tenant.Anna, Path(contact))).ContainsKey("photo"));
        (await Tenant.Anna.DeleteAsync(path, tag)).Problem(404, "not-found");
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_is_refused()
    {
        var contact = await CreateAsync(Tenant.Anna, Named("A"));
        (await Tenant.Anna.PutAsync($"{Path(contact)}/photo", "<svg/>"u8.ToArray(), "image/png")).Problem(415, "media-type-unsupported");
        (await Tenant.Anna.PutAsync($"{Path(contact)}/photo", [])).Problem(415, "media-type-unsupported");
        (await Tenant.Anna.PutAsync($"{Path(contact)}/photo", [.. Signature, .. new byte[4 * 1024 * 1024]])).Problem(413, "body-too-large");
        Assert.Equal(contact.ToJsonString(), (await GetAsync(Tenant.Anna, Path(contact))).ToJsonString());
    }

    [Fact]
    public async Task A_shared_contacts_photo_is_the_managers()
    {
        var contact = await ShareAsync(Named("A"));
        (await Tenant.Anna.PutAsync($"{Path(contact)}/photo", Png)).Problem(403, "field-not-allowed");
        var tag = (await Tenant.Manager.PutAsync($"{Path(contact)}/photo", Png)).Json()["photo"]!.Text("etag");
        Assert.Equal(Png, (await Tenant.Anna.GetAsync($"{Path(contact)}/photo")).Bytes);
        (await Tenant.Anna.DeleteAsync($"{Path(contact)}/photo", tag)).Problem(403, "field-not-allowed");
    }

    [Fact]
    public async Task A_patch_changes_no_photo()
    {
        var contact = await CreateAsync(Tenant.Anna, Named("A"));
        var whole = (await Tenant.Anna.PutAsync($"{Path(contact)}/photo", Png)).Json();
        (await Tenant.Anna.PatchAsync(Path(contact), Json("""{ "photo": null, "notes": "n" }"""), whole.Text("etag"))).Is(HttpStatusCode.OK);
        Assert.Equal(Png, (await Tenant.Anna.GetAsync($"{Path(contact)}/photo")).Bytes);
    }
}
