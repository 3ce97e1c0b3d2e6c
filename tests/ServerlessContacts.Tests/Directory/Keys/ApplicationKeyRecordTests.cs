using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Tests.Access;

namespace ServerlessContacts.Tests.Directory.Keys;

public class ApplicationKeyRecordTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);
    private static readonly ApplicationKey Key = ApplicationKey.Create(new TenantId("acme"), new SeededRandom(1));
    private static readonly ApplicationKey Second = ApplicationKey.Replace(Key.Tenant, Key.Id, new SeededRandom(2));
    private static readonly ApplicationKey Third = ApplicationKey.Replace(Key.Tenant, Key.Id, new SeededRandom(3));
    private static readonly ApplicationKeyRecord Record =
        ApplicationKeyRecord.For(Key, "telephone system", [Permission.Lookup], "member:anna", Now);

    [Fact]
    public void The_key_itself_is_valid_and_another_secret_is_not()
    {
        Assert.Equal(KeyVerdict.Valid, Record.Verify(Key, Now));
        Assert.Equal(KeyVerdict.WrongSecret, Record.Verify(Second, Now));
    }

    [Fact]
    public void The_hash_of_another_key_never_verifies()
    {
        var elsewhere = ApplicationKey.Create(new TenantId("other"), new SeededRandom(1));

        Assert.Equal(KeyVerdict.WrongSecret, Record.Verify(elsewhere, Now));
    }

    [Fact]
    public void A_revoked_key_says_so_only_to_who_holds_it()
    {
        var revoked = Record.Revoke(Now);

        Assert.Equal(KeyVerdict.Revoked, revoked.Verify(Key, Now));
        Assert.Equal(KeyVerdict.WrongSecret, revoked.Verify(Second, Now));
    }

    [Fact]
    public void Revoking_again_keeps_the_first_time() =>
        Assert.Equal(Now, Record.Revoke(Now).Revoke(Now.AddDays(1)).Revoked);

    [Theory]
    [InlineData(-1, KeyVerdict.Valid)]
    [InlineData(0, KeyVerdict.Expired)]
    [InlineData(1, KeyVerdict.Expired)]
    public void A_key_ends_when_it_expires(int secondsAfter, KeyVerdict verdict) =>
        Assert.Equal(verdict, (Record with { Expires = Now }).Verify(Key, Now.AddSeconds(secondsAfter)));

    [Theory]
    [InlineData(0, KeyVerdict.Valid)]
    [InlineData(3599, KeyVerdict.Valid)]
    [InlineData(3600, KeyVerdict.WrongSecret)]
    public void A_replaced_secret_is_good_during_the_overlap(int secondsAfter, KeyVerdict verdict)
    {
        var rotated = Record.Rotate(Second, Now, TimeSpan.FromHours(1));

        Assert.Equal(verdict, rotated.Verify(Key, Now.AddSeconds(secondsAfter)));
        Assert.Equal(KeyVerdict.Valid, rotated.Verify(Second, Now.AddSeconds(secondsAfter)));
        Assert.Equal(Now, rotated.LastRotated);
    }

    [Fact]
    public void Only_the_last_replaced_secret_is_good()
    {
        var twice = Record.Rotate(Second, Now, TimeSpan.FromHours(1)).Rotate(Third, Now, TimeSpan.FromHours(1));

        Assert.Equal(KeyVerdict.WrongSecret, twice.Verify(Key, Now));
        Assert.Equal(KeyVerdict.Valid, twice.Verify(Second, Now));
        Assert.Equal(KeyVerdict.Valid, twice.Verify(Third, Now));
    }

    [Fact]
    public void Without_an_overlap_the_old_secret_ends_at_once() =>
        Assert.Equal(KeyVerdict.WrongSecret, Record.Rotate(Second, Now, TimeSpan.Zero).Verify(Key, Now));

    [Fact]
    public void Revoking_ends_the_replaced_secret_too() =>
        Assert.Equal(KeyVerdict.Revoked, Record.Rotate(Second, Now, TimeSpan.FromHours(1)).Revoke(Now).Verify(Key, Now));
}
