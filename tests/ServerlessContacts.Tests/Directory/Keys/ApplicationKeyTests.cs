using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Tests.Access;

namespace ServerlessContacts.Tests.Directory.Keys;

public class ApplicationKeyTests
{
    private const string Known =
        "sck_acme_aaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa22qg2j";

    private static readonly TenantId Acme = new("acme");

    [Fact]
    public void A_key_is_read_as_it_was_written() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var key = ApplicationKey.Create(Acme, new SeededRandom(seed));
            return ApplicationKey.TryParse(key.Format(), out var read)
                && read.Tenant == Acme && read.Id == key.Id && read.Hash() == key.Hash() && read.Format() == key.Format();
        }).Check(Properties.Cases(100));

    [Fact]
    public void A_key_has_the_published_form() =>
        Assert.Matches("^sck_acme_[a-z2-7]{16}_[a-z2-7]{59}$", ApplicationKey.Create(Acme, RandomNumberGenerator.Create()).Format());

    [Fact]
    public void Keys_already_handed_out_stay_readable_and_keep_their_hash()
    {
        Assert.True(ApplicationKey.TryParse(Known, out var key));
        Assert.Equal("eee0b69ff29c5cf9377e3761c5712af1d2274bf65bbb86257a949daf3aade2da", key.Hash().Hex);
    }

    [Fact]
    public void A_single_changed_character_is_refused()
    {
        var text = ApplicationKey.Create(Acme, new SeededRandom(1)).Format();
        var changes =
            from place in Enumerable.Range(0, text.Length)
            from character in "abcdefghijklmnopqrstuvwxyzABC0123456789-_ é"
            where text[place] != character
            select $"{text[..place]}{character}{text[(place + 1)..]}";

        Assert.All(changes, changed => Assert.False(ApplicationKey.TryParse(changed, out _), changed));
    }

    [Fact]
    public void Two_swapped_neighbours_are_refused()
    {
        var text = ApplicationKey.Create(Acme, new SeededRandom(2)).Format();
        var swaps =
            from place in Enumerable.Range(0, text.Length - 1)
            where text[place] != text[place + 1]
            select $"{text[..place]}{text[place + 1]}{text[place]}{text[(place + 2)..]}";

        Assert.All(swaps, swapped => Assert.False(ApplicationKey.TryParse(swapped, out _), swapped));
    }

    [Fact]
    public void Any_other_text_is_no_key() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
            !ApplicationKey.TryParse(text, out _) && !ApplicationKey.TryParse($"sck_acme_{text}", out _)).Check(Properties.Cases(100));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sck___")]
    [InlineData("sck_acme_aaaaaaaaaaaaaaaa")]
    public void Parts_of_a_key_are_no_key(string? text) => Assert.False(ApplicationKey.TryParse(text, out _));

    [Fact]
    public void A_key_surrounded_by_anything_is_no_key()
    {
        var text = ApplicationKey.Create(Acme, new SeededRandom(3)).Format();

        Assert.All([$" {text}", $"{text} ", $"{text}\n", $"{text},{text}", text.ToUpperInvariant()],
            changed => Assert.False(ApplicationKey.TryParse(changed, out _), changed));
    }

    [Fact]
    public void A_hash_holds_for_one_tenant_one_id_and_one_secret()
    {
        var key = ApplicationKey.Create(Acme, new SeededRandom(4));
        var sameDrawn = ApplicationKey.Create(new TenantId("other"), new SeededRandom(4));
        var replaced = ApplicationKey.Replace(Acme, key.Id, new SeededRandom(5));

        Assert.Equal(3, new[] { key.Hash(), sameDrawn.Hash(), replaced.Hash() }.Distinct().Count());
        Assert.Equal(key.Id, replaced.Id);
    }

    [Fact]
    public void The_secret_is_not_shown_by_accident()
    {
        var key = ApplicationKey.Create(Acme, new SeededRandom(6));

        Assert.Equal($"sck_acme_{key.Id}_…", key.ToString());
        Assert.DoesNotContain(key.Format()[^59..^7], System.Text.Json.JsonSerializer.Serialize(key), StringComparison.Ordinal);
    }
}
