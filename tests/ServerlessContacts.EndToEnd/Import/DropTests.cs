using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using ServerlessContacts.Import;

namespace ServerlessContacts.EndToEnd.Import;

/// <summary>Files dropped into the container by other programs, as administrators do, and what the service makes of them.</summary>
public sealed class DropTests : ServiceProcessTest
{
    [Fact]
    public async Task A_file_from_the_JavaScript_client_is_reported_and_found_within_two_seconds_of_being_done()
    {
        await DropWithNodeAsync("name,email,phone\nZoé Lefèvre,zoe@example.fr,+33 6 39 98 12 34\n");
        await Service.UntilImportAsync(_ => true);
        await Service.UntilImportAsync(import => (string?)import["status"] == "done");
        var (done, began) = (Stopwatch.StartNew(), TimeSpan.Zero);
        while ((int)(await Service.Client.GetAsync("search?q=lefev")).Json(HttpStatusCode.OK)["total"]! == 0)
        {
            // However long an answer takes on a busy machine: a search that begins two seconds later finds it.
            Assert.InRange(began.TotalSeconds, 0, 2);
            began = done.Elapsed;
        }

        Assert.Equal(1, (int)(await Service.Client.GetAsync("search?q=81234")).Json(HttpStatusCode.OK)["total"]!);
    }

    [Fact]
    public async Task Two_hundred_megabytes_after_an_open_quote_are_reported_in_bounded_memory_and_lose_no_good_row()
    {
        const int Lines = 2_000;
        var path = Path.GetTempFileName();
        await using (var file = new StreamWriter(path))
        {
            await file.WriteAsync("name,email,phone\nAda Winter,ada@example.com,\nBob Summer,bob@example.com,\n\"never closed");
            var junk = new string('x', 100 * 1024);
            for (var line = 0; line < Lines; line++)
            {
                await file.WriteLineAsync(junk);
            }

            await file.WriteAsync("Eve Autumn,eve@example.com,\n");
        }

        await new BlobClient(Storage, ImportStorage.Dropped, "demo/large.csv").UploadAsync(path);
        File.Delete(path);
        var import = await Service.UntilImportAsync(import => (string?)import["status"] is not ("queued" or "running"));
        Assert.Equal("done", (string?)import["status"]);
        Assert.Equal(3, (int)import["rows"]!["created"]!);
        Assert.Equal((int)import["rows"]!["total"]!, (int)import["rows"]!["created"]! + (int)import["rows"]!["rejected"]!);
        var first = (await Service.Client.GetAsync($"imports/{(string?)import["id"]}/rejected.csv")).Is(HttpStatusCode.OK).Text.Split('\n')[1];
        Assert.StartsWith("4,", first, StringComparison.Ordinal);
        Assert.InRange(Service.PeakMegabytes, 1, 700);
    }

    [Theory]
    [InlineData("demo/people.xlsx", "name\nAda\n", "unsupported-file-type")]
    [InlineData("demo/empty.csv", "", "empty-file")]
    [InlineData("demo/header.csv", "name,email,phone\n", "header-only")]
    [InlineData("demo/picture.csv", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0", "not-a-csv")]
    public async Task A_file_that_cannot_be_imported_is_reported_here_and_beside_its_path(string path, string content, string code)
    {
        await DropAsync(path, content);
        var import = await Service.UntilImportAsync(import => (string?)import["status"] == "rejected");
        Assert.Equal(code, (string?)import["problem"]!["code"]);
        var report = await ReportAsync(ImportStorage.Reports, $"{path}.report.json");
        Assert.Equal(code, (string?)report["problem"]!["code"]);
    }

    [Fact]
    public async Task A_file_in_the_folder_of_no_tenant_is_quarantined_with_its_report()
    {
        await DropAsync("nobody/people.csv", "name\nAda\n");
        var report = await ReportAsync(ImportStorage.Quarantine, "nobody/people.csv.report.json");
        Assert.Equal("rejected", (string?)report["status"]);
        Assert.Empty((await Service.Client.GetAsync("imports")).Json(HttpStatusCode.OK)["items"]!.AsArray());
    }

    [Fact]
    public async Task A_body_over_100_megabytes_is_refused()
    {
        using var content = new StreamContent(new MemoryStream(new byte[(100 * 1024 * 1024) + 1]));
        try
        {
            (await Service.Client.SendAsync(HttpMethod.Post, "imports?fileName=a.csv", content)).Is(HttpStatusCode.RequestEntityTooLarge);
        }
        catch (HttpRequestException)
        {
            // The host may close the connection before the client has sent everything it meant to.
        }

        Assert.Empty((await Service.Client.GetAsync("imports")).Json(HttpStatusCode.OK)["items"]!.AsArray());
    }

    [Fact]
    public async Task What_lies_at_an_address_that_was_given_is_imported_for_whoever_asked()
    {
        var address = (await Service.Client.PostAsync("imports/uploads?scope=personal&fileName=mine.csv")).Json(HttpStatusCode.Created);
        using var http = new HttpClient();
        using var put = new HttpRequestMessage(HttpMethod.Put, (string)address["url"]!) { Content = new ByteArrayContent("name,email\nZoe Quiet,zoe@example.com\n"u8.ToArray()) };
        put.Headers.Add("x-ms-blob-type", "BlockBlob");
        Assert.Equal(HttpStatusCode.Created, (await http.SendAsync(put)).StatusCode);
        var import = await Service.UntilImportAsync(import => (string?)import["status"] == "done");
        Assert.Equal(((string?)address["import"], "mine.csv", "member:admin"), ((string?)import["id"], (string?)import["file"], (string?)import["by"]));
        Assert.Equal("personal", (string?)(await Service.Client.GetAsync("search?q=quiet")).Json(HttpStatusCode.OK)["sections"]![0]!["scope"]);
    }

    private Task DropAsync(string path, string content) =>
        new BlobClient(Storage, ImportStorage.Dropped, path).UploadAsync(new BinaryData(Encoding.Latin1.GetBytes(content)));

    private async Task<JsonNode> ReportAsync(string container, string path)
    {
        var blob = new BlobClient(Storage, container, path);
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromMinutes(5); await Task.Delay(100))
        {
            if ((await blob.ExistsAsync()).Value)
            {
                return JsonNode.Parse((await blob.DownloadContentAsync()).Value.Content.ToString())!;
            }
        }

        throw new TimeoutException($"There is no {container}/{path}.");
    }

    private async Task DropWithNodeAsync(string content)
    {
        var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory("serverless-contacts-").FullName, "people.csv");
        await File.WriteAllTextAsync(file, content);
        var start = AzuriteInstallation.Command("node");
        start.ArgumentList.Add(Path.Combine(AzuriteInstallation.Repository, "build", "dev", "drop.mjs"));
        start.ArgumentList.Add(file);
        start.ArgumentList.Add("demo/people.csv");
        start.Environment["CONTACTS_STORAGE"] = Storage;
        using var node = Process.Start(start)!;
        var errors = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, errors);
        System.IO.Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
