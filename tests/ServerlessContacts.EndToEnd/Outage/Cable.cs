namespace ServerlessContacts.EndToEnd.Outage;

public enum CableState
{
    Whole,

    /// <summary>Connections are made and nobody answers. What has been sent arrives, what is answered does not come back.</summary>
    Silent,

    /// <summary>Connections are refused.</summary>
    Refused,
}

/// <summary>What lies between a service and its storage, one strand for each of the emulator's services, and can be cut.</summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly Strand[] strands;

    public Cable(Azurite azurite)
    {
        strands = [.. new[] { azurite.BlobEndpoint, azurite.QueueEndpoint, azurite.TableEndpoint }.Select(endpoint => new Strand(endpoint))];
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Azurite.AccountName};AccountKey={Azurite.AccountKey};"
            + $"BlobEndpoint={strands[0].Address};QueueEndpoint={strands[1].Address};TableEndpoint={strands[2].Address};";
    }

    public string ConnectionString { get; }

    public void Turn(CableState state) => Array.ForEach(strands, strand => strand.Turn(state));

    public async ValueTask DisposeAsync()
    {
        foreach (var strand in strands)
        {
            await strand.DisposeAsync();
        }
    }
}
