namespace Azure.Data.Tables;

/// <summary>Where a query goes on: two opaque values of the service, the second of which may be absent.</summary>
internal readonly record struct Continuation(string? NextPartitionKey, string? NextRowKey)
{
    /// <summary>Both values in one text, parted by a space, which neither contains.</summary>
    public static string? TokenOf(Response response)
    {
        var hasPartition = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition);
        var hasRow = response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row);
        return hasPartition || hasRow ? $"{partition} {row}" : null;
    }

    public static Continuation Parse(string? token)
    {
        if (token is null or { Length: <= 1 })
            return default;
        var parts = token.Split(' ', 2);
        return new(parts[0], parts is [_, { Length: > 0 } row] ? row : null);
    }
}
