using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Merging;

/// <summary>A contact without the values that break a rule, and what was wrong with these.</summary>
/// <param name="Whole">As it was given.</param>
/// <param name="Reduced">The same without those values.</param>
/// <param name="Checked">The same as it is stored, or the reasons why it cannot be.</param>
/// <param name="LeftOut">What was left out, or cut.</param>
internal sealed record LenientCheck(Contact Whole, Contact Reduced, CheckedContact Checked, IReadOnlyList<FieldProblem> LeftOut)
{
    /// <summary>
    /// Leaving values out can bring others to light, such as those of a list that was too long; an empty contact stays one.
    /// </summary>
    private const int MaxRounds = 8;

    /// <summary>What is left, in normal form where it can be stored.</summary>
    public Contact Kept => Checked.IsValid ? Checked.Contact : Reduced;

    /// <summary>What is wanted with the values that were left out: each keeps its place before what is new.</summary>
    public Contact Restored(Contact wanted) =>
        LeftOut.Count == 0 ? wanted : SyncFields.All.Aggregate(wanted, (contact, field) => field.Restore(contact, this));

    public static LenientCheck Of(Contact whole, ContactRules rules)
    {
        var contact = whole;
        var (check, leftOut) = (rules.Check(contact), new List<FieldProblem>());
        for (var round = 0; !check.IsValid && round < MaxRounds; round++)
        {
            // From behind, so that the places of those before stay what the problems say.
            var reduced = check.Problems.Reverse().Aggregate(contact, Lenience.Without);
            if (reduced == contact)
            {
                break;
            }

            var texts = FieldText.Of(contact);
            leftOut.AddRange(check.Problems.Select(problem => problem with { Value = texts.At(problem.Field) }));
            (contact, check) = (reduced, rules.Check(reduced));
        }

        return new LenientCheck(whole, contact, check, leftOut);
    }
}
