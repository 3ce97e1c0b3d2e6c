using ServerlessContacts.Benchmarks.ColdStart;
using ServerlessContacts.Benchmarks.Export;
using ServerlessContacts.Benchmarks.Import;
using ServerlessContacts.Benchmarks.Interactions;
using ServerlessContacts.Benchmarks.Limits;
using ServerlessContacts.Benchmarks.Search;
using ServerlessContacts.Benchmarks.SearchHttp;
using ServerlessContacts.Benchmarks.Sync;

return args switch
{
    ["coldstart"] => await ColdStartBenchmark.RunAsync(),
    ["export", .. var rest] => await ExportBenchmark.RunAsync(rest),
    ["dry-run", .. var rest] => await DryRunBenchmark.RunAsync(rest),
    ["import-plan", .. var rest] => await PlanBenchmark.RunAsync(rest),
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest),
    ["recognise", .. var rest] => await RecogniseBenchmark.RunAsync(rest),
    ["search", .. var rest] => SearchBenchmark.Run(rest),
    ["search-http", .. var rest] => await SearchHttpBenchmark.RunAsync(rest),
    ["interactions"] => await InteractionsBenchmark.RunAsync(),
    ["limits"] => await LimitsBenchmark.RunAsync(),
    ["sync", .. var rest] => await SyncBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: bench coldstart | dry-run [ROWS] | export [CONTACTS ...] | import [ROWS ...] | import --beside ROWS | import --files FILES | import --one CONTACTS | import-plan [ROWS] | recognise [BYTES] | search [CONTACTS ...] | search-http [CONTACTS] | interactions | limits | sync [CONTACTS]");
    return 2;
}
