namespace ServerlessContacts.Import.Running;

/// <summary>What was done otherwise than planned, as what it is about has changed in between.</summary>
internal static class PlanComparison
{
    public static JsonLines Of(IReadOnlyList<RowDecision> decisions)
    {
        var lines = new JsonLines();
        foreach (var decision in decisions.Where(decision => decision.Row.Planned is not null))
        {
            var (planned, done) = (decision.Row.Planned!.Value, PlanLine.Of(decision));
            if (!planned.Span.SequenceEqual(done))
            {
                lines.Add(Line(planned, done));
            }
        }

        return lines;
    }

    private static byte[] Line(ReadOnlyMemory<byte> planned, byte[] done) => JsonLines.Line(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("reason", RowProblems.ChangedSincePlan.Code);
        writer.WritePropertyName("planned");
        writer.WriteRawValue(planned.Span, skipInputValidation: true);
        writer.WritePropertyName("done");
        writer.WriteRawValue(done, skipInputValidation: true);
        writer.WriteEndObject();
    });
}
