namespace ServerlessContacts.Contacts;

/// <summary>The letters on the keys of a telephone (ITU-T E.161), with which North American companies spell their numbers.</summary>
internal static class Vanity
{
    public const int FewestLetters = 3;
    private const string Keys = "22233344455566677778889999";

    /// <summary>The key of a lower-case letter; a digit as it is.</summary>
    public static char Digit(char c) => char.IsAsciiLetterLower(c) ? Keys[c - 'a'] : c;
}
