using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Azure;
using ServerlessContacts.Store;

namespace ServerlessContacts.Tests.Sync.SignIn.Vault;

public sealed partial class VaultKeyTests : IAsyncLifetime
{
    private readonly VaultRing ring = new();
    private FakeVault vault = null!;

    public async Task InitializeAsync() => vault = await FakeVault.StartAsync();

    public async Task DisposeAsync() => await vault.DisposeAsync();

    [Fact]
    public void Instances_with_the_key_read_what_each_other_encrypted()
    {
        var data = ring.Protect(vault.Client(), "a refresh token");
        Assert.Equal("a refresh token", ring.Unprotect(vault.Client(), data));
        Assert.Single(ring.Stored);
    }

    [Fact]
    public void Stored_keys_are_unreadable_without_the_vault()
    {
        var open = new VaultRing();
        open.Protect(null, "x");
        Assert.Contains("masterKey", open.Text, StringComparison.Ordinal);
        var data = ring.Protect(vault.Client(), "a refresh token");
        Assert.DoesNotContain("masterKey", ring.Text, StringComparison.Ordinal);
        Assert.Throws<CryptographicException>(() => ring.Unprotect(null, data));
        vault.Forget();
        Assert.Equal(404, Assert.IsType<RequestFailedException>(Assert.Throws<CryptographicException>(() => ring.Unprotect(vault.Client(), data)).InnerException).Status);
    }

    [Fact]
    public void What_was_encrypted_before_a_rotation_stays_readable_and_what_comes_after_uses_the_new_version()
    {
        var before = ring.Protect(vault.Client(), "before");
        vault.Rotate();
        ring.NewKey(vault.Client());
        var after = ring.Protect(vault.Client(), "after");
        Assert.Equal(("before", "after"), (ring.Unprotect(vault.Client(), before), ring.Unprotect(vault.Client(), after)));
        Assert.Distinct(Version().Matches(ring.Text).Select(match => match.Value));
        ring.Check(vault.Client());
    }

    /// <summary>Who can write into the container could otherwise have the service's token sent to them.</summary>
    [Fact]
    public async Task A_vault_that_only_a_stored_key_names_is_not_asked()
    {
        await using var stranger = await FakeVault.StartAsync();
        var data = ring.Protect(vault.Client(), "x");
        ring.Alter(text => text.Replace(vault.Key.Authority, stranger.Key.Authority, StringComparison.Ordinal));
        Assert.Throws<CryptographicException>(() => ring.Unprotect(vault.Client(), data));
        Assert.Equal(0, stranger.Asked);
    }

    [Fact]
    public void A_stored_key_that_somebody_has_changed_is_refused()
    {
        var data = ring.Protect(vault.Client(), "x");
        ring.Alter(text => Sealed().Replace(text, match => $"<text>{(match.Groups["first"].Value == "A" ? "B" : "A")}"));
        Assert.ThrowsAny<CryptographicException>(() => ring.Unprotect(vault.Client(), data));
    }

    [Fact]
    public void Neither_keys_nor_what_they_encrypt_are_logged()
    {
        var open = new VaultRing();
        open.Protect(null, "a refresh token");
        var master = Master().Match(open.Text).Groups["key"].Value;
        ring.Stored.AddRange(open.Stored);
        ring.NewKey(vault.Client());
        ring.Unprotect(vault.Client(), ring.Protect(vault.Client(), "a refresh token"));
        var logged = string.Join("\n", ring.Log.Events);
        Assert.NotEqual("", logged);
        Assert.All([master, "a refresh token", "a-token"], secret => Assert.DoesNotContain(secret, logged, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public void A_vault_that_refuses_stops_the_start(int status)
    {
        ring.Protect(vault.Client(), "x");
        vault.Refusal = status;
        Assert.Equal($"DataProtection:KeyVaultKey is {vault.Key}, and the vault answers {status} Refused.", Stopped(() => ring.Check(vault.Client())));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public void A_vault_that_is_out_of_order_does_not(int status)
    {
        vault.Refusal = status;
        ring.Check(vault.Client());
        Assert.True(vault.Asked > 0);
    }

    [Fact]
    public void Without_a_key_there_is_no_start() =>
        Assert.StartsWith("DataProtection:KeyVaultKey is missing: ", Stopped(() => ring.Check(null)), StringComparison.Ordinal);

    [Fact]
    public async Task Another_key_than_that_of_the_ring_stops_the_start()
    {
        await using var other = await FakeVault.StartAsync();
        ring.Protect(other.Client(), "x");
        Assert.Matches($"^The key [0-9a-f-]+ in the container keys cannot be read. It was encrypted with {other.Key}/[0-9a-f]+, and this service has {vault.Key}.$", Stopped(() => ring.Check(vault.Client())));
        Assert.Single(ring.Stored);
    }

    [Fact]
    public void A_lost_version_stops_the_start()
    {
        ring.Protect(vault.Client(), "x");
        vault.Forget();
        vault.Rotate();
        Assert.EndsWith("in the container keys cannot be read: the vault answers 404 Refused.", Stopped(() => ring.Check(vault.Client())), StringComparison.Ordinal);
    }

    private static string Stopped(Action start) => Assert.Throws<SettingException>(start).Message;

    [GeneratedRegex("<version>[^<]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex("<text>(?<first>.)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sealed();

    [GeneratedRegex("<value>(?<key>[^<]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Master();
}
