namespace ServerlessContacts.Search.Index;

/// <summary>Scratch for as many queries as run at a time; taking and giving back is one exchange.</summary>
internal sealed class ScratchPool
{
    private readonly QueryScratch?[] kept = new QueryScratch?[2 * Environment.ProcessorCount];

    public QueryScratch Take()
    {
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i] is not null && Interlocked.Exchange(ref kept[i], null) is { } scratch)
            {
                return scratch;
            }
        }

        return new QueryScratch();
    }

    public void GiveBack(QueryScratch scratch)
    {
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i] is null && Interlocked.CompareExchange(ref kept[i], scratch, null) is null)
            {
                return;
            }
        }
    }
}
