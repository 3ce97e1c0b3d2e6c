namespace ServerlessContacts.Contacts;

/// <summary>Every reason a written number is not E.164, in one place, so that reports, tests and documents name the same ones.</summary>
public static class PhoneProblems
{
    /// <summary>Unrecoverable: nothing was written.</summary>
    public static readonly ValueProblem Empty = new("phone-empty", "There is no telephone number.");

    /// <summary>Unrecoverable: <c>n/a</c>, <c>#####</c>, a name in the wrong column.</summary>
    public static readonly ValueProblem NoDigits = new("phone-no-digits", "A telephone number has digits; this text has none.");

    /// <summary>Unrecoverable: <c>8.19E+11</c>; the digits after the rounded ones are lost.</summary>
    public static readonly ValueProblem ScientificNotation = new("phone-scientific-notation",
        "A spreadsheet has turned this number into scientific notation; its last digits are lost. Format the column as text and export it again.");

    /// <summary>Kept as written: letters or signs that do not belong to a number.</summary>
    public static readonly ValueProblem UnexpectedText = new("phone-unexpected-text", "The text holds more than a telephone number.");

    /// <summary>Kept as written: international, but no calling code begins like this.</summary>
    public static readonly ValueProblem UnknownCallingCode = new("phone-unknown-calling-code", "No country's calling code begins like this number.");

    /// <summary>Kept as written: international, but no number of that calling code looks like this.</summary>
    public static readonly ValueProblem NotInPlan = new("phone-not-in-plan", "The number is too short or too long for its country.");

    /// <summary>Kept as written: short codes, internal numbers, numbers that lost their leading zero, numbers without area code.</summary>
    public static readonly ValueProblem NotNational = new("phone-not-national",
        "The number is neither international nor a complete national number of this country.");
}
