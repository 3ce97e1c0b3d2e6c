namespace Azure.Data.Tables;

/// <summary>What a storage connection string says about the table service. Shared access signatures are not covered.</summary>
internal readonly record struct ConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    private const string DevelopmentAccount = "devstoreaccount1";

    // The emulator's published key: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var settings = Split(text);
        if (settings.GetValueOrDefault("UseDevelopmentStorage") == "true")
            return new(new Uri($"http://127.0.0.1:10002/{DevelopmentAccount}"), new(DevelopmentAccount, DevelopmentKey));
        if (!settings.TryGetValue("AccountName", out var account) || !settings.TryGetValue("AccountKey", out var key))
            throw new FormatException("No valid combination of account information found.");
        return new(EndpointIn(settings, account), new TableSharedKeyCredential(account, key));
    }

    private static Uri EndpointIn(Dictionary<string, string> settings, string account)
    {
        if (settings.TryGetValue("TableEndpoint", out var endpoint))
            return new Uri(endpoint);
        if (!settings.TryGetValue("EndpointSuffix", out var suffix))
            throw new FormatException("No valid combination of account information found.");
        var protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        return new Uri($"{protocol}://{account}.table.{suffix}");
    }

    private static Dictionary<string, string> Split(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var segment in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Keys end in '=', so only the first one separates.
            var separator = segment.IndexOf('=', StringComparison.Ordinal);
            if (separator <= 0)
                throw new InvalidOperationException("Connection string doesn't have value for keyword: a segment lacks '='.");
            settings[segment[..separator]] = segment[(separator + 1)..];
        }

        return settings;
    }
}
