namespace ServerlessContacts.Tests.Infrastructure;

public enum BicepTokenKind
{
    Name,
    Text,
    Symbol,
}

/// <param name="Value">Of a text, what stands between its quotes.</param>
/// <param name="Depth">How many brackets are open around it; a bracket counts itself neither when it opens nor when it closes.</param>
public sealed record BicepToken(BicepTokenKind Kind, string Value, int Start, int Length, int Line, int Depth)
{
    public bool Is(string value) => Kind != BicepTokenKind.Text && Value == value;
}

/// <summary>Cuts Bicep into names, texts and single characters, and minds that brackets and quotes are closed.</summary>
public sealed class BicepTokens
{
    private const string Closing = ")]}";

    private readonly string text;
    private readonly List<BicepToken> tokens = [];
    private readonly Stack<char> open = [];
    private int position;
    private int line = 1;

    private BicepTokens(string text) => this.text = text;

    /// <exception cref="FormatException">A bracket or a quote lacks its other half; the message names the line.</exception>
    public static IReadOnlyList<BicepToken> Of(string text) => new BicepTokens(text).All();

    private List<BicepToken> All()
    {
        while (position < text.Length)
        {
            Next();
        }

        return open.Count == 0 ? tokens : throw Wrong($"lacks {open.Peek()}");
    }

    private void Next()
    {
        var first = text[position];
        if (char.IsWhiteSpace(first))
        {
            line += first == '\n' ? 1 : 0;
            position++;
        }
        else if (StartsWith("//"))
        {
            position = EndOf("\n") - 1;
        }
        else if (first == '\'')
        {
            Text();
        }
        else if (char.IsLetter(first) || first == '_')
        {
            Add(BicepTokenKind.Name, NameEnd());
        }
        else
        {
            Symbol(first);
        }
    }

    private void Symbol(char symbol)
    {
        if (Closing.Contains(symbol, StringComparison.Ordinal) && (!open.TryPop(out var expected) || expected != symbol))
        {
            throw Wrong($"has {symbol} too many");
        }

        Add(BicepTokenKind.Symbol, position + 1);
        if ("([{".IndexOf(symbol, StringComparison.Ordinal) is >= 0 and var kind)
        {
            open.Push(Closing[kind]);
        }
    }

    private void Text()
    {
        var end = StartsWith("'''") ? EndOf("'''", after: 3) : TextEnd(position + 1);
        var value = text[(position + 1)..(end - 1)];
        tokens.Add(new BicepToken(BicepTokenKind.Text, value, position, end - position, line, open.Count));
        line += value.Count(character => character == '\n');
        position = end;
    }

    private int TextEnd(int at)
    {
        while (at < text.Length && text[at] is not ('\'' or '\n'))
        {
            at = text[at] == '\\' ? at + 2 : string.CompareOrdinal(text, at, "${", 0, 2) == 0 ? InsertionEnd(at + 2) : at + 1;
        }

        return at < text.Length && text[at] == '\'' ? at + 1 : throw Wrong("lacks '");
    }

    private int InsertionEnd(int at)
    {
        while (at < text.Length && text[at] is not ('}' or '\n'))
        {
            at = text[at] switch { '\'' => TextEnd(at + 1), '{' => InsertionEnd(at + 1), _ => at + 1 };
        }

        return at < text.Length && text[at] == '}' ? at + 1 : throw Wrong("lacks }");
    }

    private int NameEnd()
    {
        var end = position;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end;
    }

    private void Add(BicepTokenKind kind, int end)
    {
        tokens.Add(new BicepToken(kind, text[position..end], position, end - position, line, open.Count));
        position = end;
    }

    private bool StartsWith(string start) => string.CompareOrdinal(text, position, start, 0, start.Length) == 0;

    private int EndOf(string last, int after = 0)
    {
        var found = text.IndexOf(last, position + after, StringComparison.Ordinal);
        return found >= 0 ? found + last.Length : throw Wrong("does not end");
    }

    private FormatException Wrong(string what) => new($"Line {line} {what}.");
}
