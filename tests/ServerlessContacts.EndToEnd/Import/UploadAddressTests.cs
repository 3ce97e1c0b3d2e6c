using System.Net;
using System.Web;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using ServerlessContacts.Import;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Tests;

namespace ServerlessContacts.EndToEnd.Import;

/// <summary>Addresses that take one blob, signed with an account key and with a key that Storage lends an identity; the emulator checks both signatures.</summary>
public sealed class UploadAddressTests(SecureAzurite azurite) : IClassFixture<SecureAzurite>
{
    private const string Path = "demo/import/a file.csv";

    /// <summary>Begins where the emulator's clock is, which decides whether an address still holds.</summary>
    private readonly ManualTime time = new(TimeProvider.System.GetUtcNow());

    public static TheoryData<bool> Kinds => [true, false];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_address_makes_that_one_blob_once_and_does_nothing_else(bool byIdentity)
    {
        var (service, _) = Service(byIdentity);
        var signer = new UploadSigner(service, time);
        await service.GetBlobContainerClient(ImportStorage.Uploads).CreateIfNotExistsAsync();
        var path = $"{Guid.NewGuid():N}/{Path}";
        var address = await signer.SignAsync(ImportStorage.Uploads, path, time.GetUtcNow().AddHours(1), default);

        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(new UriBuilder(address) { Path = address.AbsolutePath + "x" }.Uri));
        Assert.Equal(HttpStatusCode.Created, await PutAsync(address));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(address));
        using var http = azurite.Client();
        using var read = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        using var deleted = await http.DeleteAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, deleted.StatusCode);
        Assert.Equal("name\nAnna\n", (await service.GetBlobContainerClient(ImportStorage.Uploads).GetBlobClient(path).DownloadContentAsync()).Value.Content.ToString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_signature_says_create_this_blob_over_https_for_a_while(bool byIdentity)
    {
        var until = time.GetUtcNow().AddHours(1);
        var address = await new UploadSigner(Service(byIdentity).Service, time).SignAsync(ImportStorage.Uploads, Path, until, default);
        var query = HttpUtility.ParseQueryString(address.Query);
        Assert.Equal(("c", "b", "https"), (query["sp"], query["sr"], query["spr"]));
        Assert.Equal(until.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture), query["se"]);
        Assert.Equal(byIdentity, query["skoid"] is not null);
    }

    [Fact]
    public async Task On_an_account_without_https_the_address_works_without()
    {
        var service = new BlobServiceClient($"UseDevelopmentStorage=true");
        var address = await new UploadSigner(service, time).SignAsync(ImportStorage.Uploads, Path, time.GetUtcNow().AddHours(1), default);
        Assert.Equal("https,http", HttpUtility.ParseQueryString(address.Query)["spr"]);
    }

    [Fact]
    public async Task A_lent_key_signs_until_it_would_end_before_its_signature()
    {
        var (service, lent) = Service(byIdentity: true);
        var signer = new UploadSigner(service, time);
        await SignAsync(TimeSpan.FromHours(1));
        await SignAsync(TimeSpan.FromHours(1));
        time.Advance(UploadSigner.KeyLife - TimeSpan.FromHours(1) - TimeSpan.FromSeconds(2));
        await SignAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, lent.Count);

        time.Advance(TimeSpan.FromSeconds(4));
        await SignAsync(TimeSpan.FromHours(1));
        await SignAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, lent.Count);

        Task SignAsync(TimeSpan life) => signer.SignAsync(ImportStorage.Uploads, Path, time.GetUtcNow() + life, default).AsTask();
    }

    private (BlobServiceClient Service, LentKeys Lent) Service(bool byIdentity)
    {
        var lent = new LentKeys(azurite.Handler());
        var options = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(lent)) };
        return (byIdentity
            ? new BlobServiceClient(azurite.Azurite.BlobEndpoint, new UnsignedToken(), options)
            : new BlobServiceClient(azurite.Azurite.ConnectionString, options), lent);
    }

    private async Task<HttpStatusCode> PutAsync(Uri address)
    {
        using var http = azurite.Client();
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StringContent("name\nAnna\n") };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Counts how often a key was asked for.</summary>
    private sealed class LentKeys(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count += request.RequestUri!.Query.Contains("comp=userdelegationkey", StringComparison.Ordinal) ? 1 : 0;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
