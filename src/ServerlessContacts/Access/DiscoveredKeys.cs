using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ServerlessContacts.Access;

/// <summary>
/// The keys an issuer publishes, learned through its discovery document and kept for a while. The library's own ConfigurationManager
/// refreshes in the background, so a token signed with a new key would be refused at first, and asks a dead issuer anew for every request,
/// one after the other; here a refresh can be awaited, is made once for all who wait, and is followed by a pause.
/// </summary>
internal sealed partial class DiscoveredKeys(IssuerOptions options, TimeProvider time, ILogger logger) : ISigningKeys, IDisposable
{
    private readonly DiscoveryDocuments _documents = new(options.DiscoveryTimeout);
    private readonly SemaphoreSlim _gate = new(1);
    private volatile KeySet? _current;
    private DateTimeOffset _nextFetch = DateTimeOffset.MinValue;

    public async ValueTask<KeySet?> CurrentAsync(CancellationToken cancellationToken)
    {
        var current = _current;
        var someoneFetches = _gate.CurrentCount == 0;
        if (IsYounger(current, options.KeysFreshFor) || (someoneFetches && IsYounger(current, options.KeysTrustedFor)))
        {
            return current;
        }

        var newer = await NewerAsync(current, cancellationToken);
        return IsYounger(newer, options.KeysTrustedFor) ? newer : null;
    }

    public async ValueTask<KeySet?> NewerAsync(KeySet? seen, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (ReferenceEquals(_current, seen) && time.GetUtcNow() >= _nextFetch)
            {
                await FetchAsync();
                _nextFetch = time.GetUtcNow() + options.RefreshAtMostEvery;
            }

            return _current;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _documents.Dispose();
        _gate.Dispose();
    }

    private bool IsYounger(KeySet? keys, TimeSpan age) => keys is not null && time.GetUtcNow() < keys.Fetched + age;

    // Not cancelled with the request that started it: others wait for the same answer, and the client's time-out bounds it.
    private async Task FetchAsync()
    {
        try
        {
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(options.DiscoveryAddress, _documents, CancellationToken.None);
            Accept(found);
        }
        catch (Exception failure) when (IsOfTheIssuer(failure))
        {
            Log.DiscoveryFailed(logger, options.Issuer, failure);
        }
    }

    private void Accept(OpenIdConnectConfiguration found)
    {
        if (found.Issuer != options.Issuer)
        {
            Log.OtherIssuer(logger, options.Issuer, found.Issuer);
        }
        else if (found.SigningKeys.Count == 0)
        {
            Log.NoKeys(logger, options.Issuer);
        }
        else
        {
            _current = new KeySet([.. found.SigningKeys], time.GetUtcNow());
        }
    }

    // Unreachable, too slow, or an answer that is not what it should be.
    private static bool IsOfTheIssuer(Exception failure) =>
        failure is HttpRequestException or OperationCanceledException or IOException or JsonException or ArgumentException
            or InvalidOperationException or FormatException;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The signing keys of issuer {Issuer} could not be fetched.")]
        public static partial void DiscoveryFailed(ILogger logger, string issuer, Exception failure);

        [LoggerMessage(LogLevel.Error, "The discovery document of issuer {Issuer} calls it {Named}; its keys are not used.")]
        public static partial void OtherIssuer(ILogger logger, string issuer, string? named);

        [LoggerMessage(LogLevel.Error, "Issuer {Issuer} publishes no signing keys.")]
        public static partial void NoKeys(ILogger logger, string issuer);
    }
}
