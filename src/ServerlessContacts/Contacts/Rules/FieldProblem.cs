namespace ServerlessContacts.Contacts;

/// <summary>What is wrong with one field: where (<c>phones[0].number</c>), a stable code, and a sentence that says what was expected.</summary>
public sealed record FieldProblem(string Field, string Code, string Message)
{
    /// <summary>The value, shortened, where somebody has to find it; it is in no log.</summary>
    public string? Value { get; init; }
}

/// <summary>A contact that keeps the rules, or the reasons why it does not.</summary>
public sealed record CheckedContact
{
    private readonly Contact? contact;

    public CheckedContact(Contact contact) => this.contact = contact;

    public CheckedContact(IReadOnlyList<FieldProblem> problems) => Problems = problems;

    public IReadOnlyList<FieldProblem> Problems { get; } = [];

    public bool IsValid => contact is not null;

    public Contact Contact => contact ?? throw new InvalidOperationException($"The contact is not valid: {Problems[0].Code}.");
}
