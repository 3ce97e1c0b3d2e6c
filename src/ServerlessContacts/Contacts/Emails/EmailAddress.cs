namespace ServerlessContacts.Contacts;

/// <summary>
/// An e-mail address as it was written, as it is shown and sent to, and as it is compared. Comparing must forgive case, width and
/// script of the domain; showing must not change what its owner wrote.
/// </summary>
/// <param name="Raw">The text as it was written, whole.</param>
/// <param name="Address">The bare address: without display name, angle brackets, <c>mailto:</c> and invisible marks; case kept.</param>
/// <param name="Normal">For comparison and keys only: lower case, the domain in its ASCII (punycode) form.</param>
public readonly record struct EmailAddress(string Raw, string Address, string Normal)
{
    public override string ToString() => Address;
}
