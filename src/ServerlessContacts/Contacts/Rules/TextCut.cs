using System.Diagnostics.CodeAnalysis;

namespace ServerlessContacts.Contacts;

/// <summary>Texts that are too long, without what is too much.</summary>
public static class TextCut
{
    /// <summary>The beginning of the text; a character of two halves goes as a whole, and so do blanks at its end.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? To(int mostCharacters, string? text) =>
        text is null || text.Length <= mostCharacters
            ? text
            : text[..(char.IsHighSurrogate(text[mostCharacters - 1]) ? mostCharacters - 1 : mostCharacters)].TrimEnd();

    /// <summary>The same as people are shown it: an ellipsis stands for what is missing, and counts.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Shown(int mostCharacters, string? text) =>
        text is null || text.Length <= mostCharacters ? text : $"{To(mostCharacters - 1, text)}…";
}
