namespace ServerlessContacts.Contacts;

/// <summary>The answer of <see cref="EmailParser"/>: an address, or the reason why the text is none.</summary>
public readonly record struct EmailParseResult
{
    private readonly EmailAddress email;

    private EmailParseResult(EmailAddress email, ValueProblem? problem)
    {
        this.email = email;
        Problem = problem;
    }

    /// <summary>Null exactly when there is an address.</summary>
    public ValueProblem? Problem { get; }

    public bool IsParsed => Problem is null;

    /// <summary>The text that was parsed, whatever became of it.</summary>
    public string Raw => email.Raw;

    /// <exception cref="InvalidOperationException">The text is no address.</exception>
    public EmailAddress Email => Problem is null
        ? email
        : throw new InvalidOperationException($"What is no e-mail address has no value ({Problem.Code}).");

    internal static EmailParseResult Parsed(string raw, string address, string normal) => new(new EmailAddress(raw, address, normal), problem: null);

    internal static EmailParseResult NotAnAddress(string raw, ValueProblem problem) => new(new EmailAddress(raw, "", ""), problem);
}
