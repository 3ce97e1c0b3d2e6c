namespace ServerlessContacts.Contacts;

/// <summary>
/// A telephone number as it was written and, where that is certain, as the network knows it. The written form is never lost, because
/// people recognise their own way of writing and because not everything that can be dialled has an E.164 number.
/// </summary>
/// <param name="Raw">The text as it was written, whole.</param>
/// <param name="Number">E.164 with its plus, such as <c>+33612345678</c>, or null for short codes, internal numbers and incomplete ones.</param>
/// <param name="Extension">What is dialled after the call is answered, digits only, or null.</param>
public readonly record struct PhoneNumber(string Raw, string? Number, string? Extension)
{
    public override string ToString() => Extension is null ? Number ?? Raw : $"{Number ?? Raw};ext={Extension}";
}
