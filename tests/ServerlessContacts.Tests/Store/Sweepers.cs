using Microsoft.Extensions.Logging.Abstractions;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests;

/// <summary>Sweepers that tell nobody.</summary>
internal static class Sweepers
{
    public static Sweeper Over(ITable table, TimeProvider time) => new(new SetAsideRows(table, new Retentions(), time), NullLogger<Sweeper>.Instance);
}
