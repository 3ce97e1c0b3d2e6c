namespace ServerlessContacts.Contacts;

/// <summary>Collects what is wrong while a contact is cleaned.</summary>
internal sealed class Problems : List<FieldProblem>
{
    public void Add(FieldPath field, string code, string message) => Add(new FieldProblem(field.ToString(), code, message));

    public void Add(FieldPath field, ValueProblem problem) => Add(new FieldProblem(field.ToString(), problem.Code, problem.Message));

    /// <summary>The text without blanks around it; null where nothing is left.</summary>
    public string? Text(string? text, FieldPath field, int mostCharacters = ContactLimits.TextLength) =>
        text is null ? null : Trimmed(text, field, mostCharacters);

    public string Demand(string? text, FieldPath field)
    {
        if (Text(text, field) is { } there)
        {
            return there;
        }

        Add(field, ContactMessages.Required, ContactMessages.RequiredText);
        return "";
    }

    /// <summary>Whether a list has more entries than are looked at. Asked before any of them is.</summary>
    public bool IsTooLong(int count, string field)
    {
        if (count > ContactLimits.ListLength)
        {
            Add(field, ContactMessages.TooMany, $"Expected at most {ContactLimits.ListLength} entries, found {count}.");
        }

        return count > ContactLimits.ListLength;
    }

    private string? Trimmed(string text, in FieldPath field, int mostCharacters)
    {
        var clean = text.Trim();
        if (clean.Length > mostCharacters)
        {
            Add(field, ContactMessages.TooLong, $"Expected at most {mostCharacters} characters, found {clean.Length}.");
        }

        return clean.Length == 0 ? null : clean;
    }
}
