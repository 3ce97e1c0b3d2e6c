using System.Net;
using System.Text;
using Azure.Storage.Blobs;
using ServerlessContacts.Import;

namespace ServerlessContacts.EndToEnd.Import;

/// <summary>Files of vCards, dropped into the container and sent over HTTP.</summary>
public sealed class CardTests : ServiceProcessTest
{
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6, 7, 8];

    private static readonly string File =
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lefèvre;Zoé;;;\r\nFN:Zoé Lefèvre\r\nTEL;TYPE=CELL:+33 6 39 98 12 34\r\n"
        + $"PHOTO;ENCODING=b;TYPE=JPEG:{Convert.ToBase64String(Picture)}\r\nEND:VCARD\r\n"
        + "BEGIN:VCARD\r\nVERSION:3.0\r\nEMAIL:nothing\r\nEND:VCARD\r\n";

    [Fact]
    public async Task A_dropped_file_of_cards_is_imported_with_its_pictures_and_its_rejected_cards_lie_beside_it()
    {
        await new BlobClient(Storage, ImportStorage.Dropped, "demo/telephone/people.vcf").UploadAsync(new BinaryData(File));
        var import = await Service.UntilImportAsync(import => (string?)import["status"] == "done");
        Assert.Equal(("vcard", 1, 1), ((string?)import["layout"], (int)import["rows"]!["created"]!, (int)import["rows"]!["rejected"]!));
        var found = (await Service.Client.GetAsync("search?q=81234")).Json(HttpStatusCode.OK)["sections"]![0]!["items"]![0]!;
        Assert.Equal("Zoé Lefèvre", (string?)found["name"]!["full"]);
        (await Service.Client.GetAsync($"contacts/{(string?)found["id"]}/photo")).Is(HttpStatusCode.OK);
        var cards = (await Service.Client.GetAsync($"imports/{(string?)import["id"]}/rejected.vcf")).Is(HttpStatusCode.OK).Text;
        Assert.StartsWith("BEGIN:VCARD\r\nX-SERVERLESSCONTACTS-REJECTED:email-no-at", cards, StringComparison.Ordinal);
        var beside = await new BlobClient(Storage, ImportStorage.Reports, "demo/telephone/people.vcf.rejected.vcf").DownloadContentAsync();
        Assert.Equal(cards, beside.Value.Content.ToString());

        using var corrected = new ByteArrayContent(Encoding.UTF8.GetBytes(cards.Replace("EMAIL:nothing", "EMAIL:nobody@example.com", StringComparison.Ordinal)));
        corrected.Headers.ContentType = new("text/vcard");
        (await Service.Client.SendAsync(HttpMethod.Post, "imports?scope=shared", corrected)).Is(HttpStatusCode.Created);
        var second = await Service.UntilImportAsync(import => (string?)import["file"] == "upload.vcf" && (string?)import["status"] == "done");
        Assert.Equal((1, 1), ((int)second["rows"]!["total"]!, (int)second["rows"]!["created"]!));
    }
}
