using System.Text.Json;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Import.Running;

/// <summary>One change as the plan lists it: the row, what becomes of which contact, and field by field what it was and what it will be.</summary>
internal static class PlanLine
{
    public static byte[] Of(RowDecision decision) => JsonLines.Line(writer => Write(writer, decision));

    /// <summary>The contact of a line, where it names one.</summary>
    public static ContactId? ContactOf(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("contact", out var id) && ContactId.TryParse(id.GetString()!, out var contact) ? contact : null;
    }

    private static void Write(Utf8JsonWriter writer, RowDecision decision)
    {
        writer.WriteStartObject();
        if (!decision.Row.IsLeft)
        {
            writer.WriteNumber("line", decision.Row.Line);
        }

        writer.WriteString("change", Word(decision));
        WriteContact(writer, decision);
        if (decision.Problem is { } problem)
        {
            writer.WritePropertyName("problem");
            WriteProblem(writer, problem);
        }

        if (decision.Warnings is { Count: > 0 } warnings)
        {
            WriteWarnings(writer, warnings);
        }

        writer.WriteEndObject();
    }

    private static void WriteWarnings(Utf8JsonWriter writer, IReadOnlyList<RowProblem> warnings)
    {
        writer.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            WriteProblem(writer, warning);
        }

        writer.WriteEndArray();
    }

    private static string Word(RowDecision decision) => decision.Outcome switch
    {
        RowOutcome.Created => "create",
        RowOutcome.Updated => "update",
        RowOutcome.Deleted => "delete",
        RowOutcome.Unchanged => "unchanged",
        _ => "reject",
    };

    private static void WriteContact(Utf8JsonWriter writer, RowDecision decision)
    {
        if (decision.Id is { } id)
        {
            writer.WriteString("contact", id.ToString());
        }

        if ((decision.Before ?? decision.After ?? decision.Row.Contact) is { } contact)
        {
            writer.WriteString("name", contact.Caption);
        }

        if (decision is { After: { } after, Outcome: RowOutcome.Created or RowOutcome.Updated })
        {
            WriteFields(writer, decision.Before, after);
        }
    }

    private static void WriteFields(Utf8JsonWriter writer, Contact? before, Contact after)
    {
        var now = ContactFields.Of(after);
        var old = before is null ? null : ContactFields.Of(before);
        writer.WriteStartArray("fields");
        foreach (var field in before is null ? now.Keys : ContactFields.Changed(before, after))
        {
            writer.WriteStartObject();
            writer.WriteString("field", field);
            WriteValue(writer, "before", old?.GetValueOrDefault(field));
            WriteValue(writer, "after", now.GetValueOrDefault(field));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is { ValueKind: not JsonValueKind.Undefined } there)
        {
            writer.WritePropertyName(name);
            there.WriteTo(writer);
        }
    }

    public static void WriteProblem(Utf8JsonWriter writer, RowProblem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("code", problem.Code);
        writer.WriteString("message", problem.Reason);
        if (problem.Column is { } column)
        {
            writer.WriteString("column", column);
        }

        if (problem.Line is { } line)
        {
            writer.WriteNumber("line", line);
        }

        writer.WriteEndObject();
    }
}
