namespace ServerlessContacts.Import.Running;

/// <summary>
/// What is told of rows that were written: values that were kept as texts, left out or to be looked at, and what was done otherwise than
/// planned, as what it is about has changed in between.
/// </summary>
internal static class PlanComparison
{
    public static JsonLines Of(IReadOnlyList<RowDecision> decisions)
    {
        var lines = new JsonLines();
        foreach (var (decision, warning) in decisions.SelectMany(decision => decision.Warnings.Select(warning => (decision, warning))))
        {
            lines.Add(Line(decision, warning));
        }

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

    private static byte[] Line(RowDecision decision, RowProblem warning) => JsonLines.Line(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("reason", ValueFates.ReasonOf(warning.Code));
        if ((decision.Id ?? decision.Row.Target) is { } id)
        {
            writer.WriteString("contact", id.ToString());
        }

        writer.WriteString("name", decision.Row.Contact?.Caption);
        writer.WritePropertyName("warning");
        PlanLine.WriteProblem(writer, warning with { Line = warning.Line ?? decision.Row.Line });
        writer.WriteEndObject();
    });

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
