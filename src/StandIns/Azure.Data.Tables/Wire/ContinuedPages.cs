namespace Azure.Data.Tables;

/// <summary>Pages that each name the next one. A page may be empty and still be followed by another.</summary>
internal sealed class ContinuedPages<T>(
    Func<string?, int?, CancellationToken, Task<Page<T>>> load, int? maxPerPage, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = await load(continuationToken, pageSizeHint ?? maxPerPage, CancellationToken).ConfigureAwait(false);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
