namespace ServerlessContacts.Contacts;

/// <summary>How far a written number could be understood.</summary>
public enum PhoneParseKind
{
    /// <summary>Nothing worth keeping: the digits are lost or were never there.</summary>
    Unrecoverable,

    /// <summary>Worth keeping and perhaps dialled inside the organisation, but not an E.164 number.</summary>
    KeptAsWritten,

    /// <summary><see cref="PhoneNumber.Number"/> is set.</summary>
    Parsed,
}

/// <summary>The answer of <see cref="PhoneParser"/>. A problem is there exactly when the number is not E.164.</summary>
public readonly record struct PhoneParseResult
{
    private readonly PhoneNumber phone;

    private PhoneParseResult(PhoneParseKind kind, PhoneNumber phone, ValueProblem? problem)
    {
        Kind = kind;
        Problem = problem;
        this.phone = phone;
    }

    public PhoneParseKind Kind { get; }

    public ValueProblem? Problem { get; }

    public bool IsParsed => Kind == PhoneParseKind.Parsed;

    /// <summary>The text that was parsed, whatever became of it.</summary>
    public string Raw => phone.Raw;

    /// <summary>The number, in E.164 or only as written.</summary>
    /// <exception cref="InvalidOperationException">The result is <see cref="PhoneParseKind.Unrecoverable"/>.</exception>
    public PhoneNumber Phone => Kind != PhoneParseKind.Unrecoverable
        ? phone
        : throw new InvalidOperationException($"An unrecoverable number has no value ({Problem?.Code}).");

    internal static PhoneParseResult Parsed(string raw, string number, string? extension) =>
        new(PhoneParseKind.Parsed, new PhoneNumber(raw, number, extension), problem: null);

    internal static PhoneParseResult KeptAsWritten(string raw, string? extension, ValueProblem problem) =>
        new(PhoneParseKind.KeptAsWritten, new PhoneNumber(raw, Number: null, extension), problem);

    internal static PhoneParseResult Unrecoverable(string raw, ValueProblem problem) =>
        new(PhoneParseKind.Unrecoverable, new PhoneNumber(raw, Number: null, Extension: null), problem);
}
