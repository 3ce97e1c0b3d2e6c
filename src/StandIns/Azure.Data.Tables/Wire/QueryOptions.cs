using Azure.Core;

namespace Azure.Data.Tables;

internal static class QueryOptions
{
    /// <summary>Appends the options that have a value.</summary>
    public static void AppendOptions(this RequestUriBuilder uri, params ReadOnlySpan<(string Name, object? Value)> options)
    {
        foreach (var (name, value) in options)
        {
            if (value is not null)
                uri.AppendQuery(name, FormattableString.Invariant($"{value}"), escapeValue: true);
        }
    }
}
