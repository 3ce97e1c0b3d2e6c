using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Running;

namespace ServerlessContacts.Tests.Import.Running;

public sealed class OutcomeNoteTests
{
    [Fact]
    public void What_is_written_is_read_and_takes_little_room()
    {
        var rows = ArbMap.Default.GeneratorFor<(PositiveInt Step, byte Outcome)[]>().ToArbitrary();
        Prop.ForAll(rows, steps =>
        {
            var line = 0;
            var note = steps.Select(step => (line += step.Step.Get, (RowOutcome)(step.Outcome % 5))).ToList();
            return OutcomeNote.Read(OutcomeNote.Write(note)).SequenceEqual(note);
        }).Check(Properties.Cases(100));
        Assert.Equal(99, OutcomeNote.Write(Enumerable.Range(5000, 97).Select(line => (line, RowOutcome.Created))).Length);
    }
}
