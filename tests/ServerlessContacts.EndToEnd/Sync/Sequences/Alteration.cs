namespace ServerlessContacts.EndToEnd.Sync.Sequences;

internal enum AlteredField
{
    Nickname,
    Role,
    Given,
    Company,
    PhoneAdded,
    PhoneRemoved,
    Labels,
}

/// <summary>What somebody changes of a person, on whichever side.</summary>
/// <param name="Text">Null where the value is taken away.</param>
internal sealed record Alteration(AlteredField Field, string? Text, IReadOnlyList<string> Labels)
{
    private static readonly string[] Given = ["Aiko", "Boris", "Clara", "Denis", "Emi"];

    /// <summary>None that Google keeps for groups of its own.</summary>
    private static readonly string[] Known = ["Neighbours", "Work", "Club"];

    public static Alteration Draw(Random chance)
    {
        var field = (AlteredField)chance.Next(Enum.GetValues<AlteredField>().Length);
        var text = field switch
        {
            AlteredField.Nickname => chance.Next(3) == 0 ? null : $"nick{chance.Next(100)}",
            AlteredField.Role => chance.Next(4) == 0 ? null : $"role {chance.Next(100)}",
            AlteredField.Given => Given[chance.Next(Given.Length)],
            AlteredField.Company => chance.Next(4) == 0 ? null : $"Company {chance.Next(100)}",
            AlteredField.PhoneAdded => $"+8131234{chance.Next(1000, 9999)}",
            _ => null,
        };
        return new Alteration(field, text, [.. Known.Where(_ => chance.Next(2) == 0)]);
    }

    /// <summary>The one with the number when it is new, on whichever side it is born.</summary>
    public static (string Given, string Family, string Email) Newborn(int number) => (Given[number % Given.Length], $"Family{number}", $"p{number}@example.jp");

    public override string ToString() => Field == AlteredField.Labels ? $"{Field} {string.Join(", ", Labels)}" : $"{Field} {Text}";
}
