using System.Globalization;

namespace ServerlessContacts.Import;

/// <summary>Every reason a file is not imported, in one place, so that reports, tests and documents name the same ones.</summary>
public static class ImportProblems
{
    public static readonly ImportProblem UnsupportedType = new("unsupported-file-type",
        "Expected a file whose name ends in .csv, .vcf or .ldif.");

    public static readonly ImportProblem InvalidMode = new("invalid-mode", "The metadata 'mode' is none of: upsert, add-only, replace.");

    public static readonly ImportProblem UnknownTenant = new("unknown-tenant", "The first folder of the path names no tenant, so the file was moved to quarantine.");

    public static readonly ImportProblem EmptyFile = new("empty-file", "The file is empty.");

    public static readonly ImportProblem NotACsv = new("not-a-csv", "The file is not text. Expected rows of text cells separated by commas, semicolons or tabs.");

    public static readonly ImportProblem NotAVCard = new("not-a-vcard",
        "The file holds no vCard. Expected cards, each between BEGIN:VCARD and END:VCARD, or entries of LDIF, each beginning with dn.");

    public static readonly ImportProblem HeaderOnly = new("header-only", "The file has a header row and no row below it.");

    public static readonly ImportProblem UnknownHeader = new("header-not-recognised",
        "No column of the first row is known to hold a name, an e-mail address or a telephone number.");

    public static readonly ImportProblem TooManyColumns = new("too-many-columns", "The header row has more than 1,000 columns.");

    public static readonly ImportProblem UnknownEncoding = new("unknown-encoding", "The encoding that was asked for is not known.");

    public static readonly ImportProblem EncodingUnsure = new("encoding-unsure",
        "The letters of the file fit several encodings or none that is known. Nothing was written: apply the import and say which encoding it is, or apply it as it is to go on with the likeliest.");

    public static readonly ImportProblem EncodingSettled = new("encoding-settled", "The import does not ask for an encoding. Send the file again to have it read in another.");

    public static readonly ImportProblem UnknownLayout = new("unknown-layout", "The layout that was asked for is not known, or the header row does not fit it.");

    public static readonly ImportProblem UnknownMapping = new("unknown-mapping", "The mapping that was asked for is neither one that was saved nor a mapping itself.");

    public static readonly ImportProblem UnknownDelimiter = new("unknown-delimiter", "The delimiter that was asked for is none of: comma, semicolon, tab.");

    public static readonly ImportProblem InvalidDryRun = new("invalid-dry-run", "The metadata 'dryrun' is none of: true, false.");

    public static readonly ImportProblem UnreadableRows = new("unreadable-rows",
        "Rows that cannot be read may name contacts that would be deleted as named by none. Nothing was written: apply the import to go on all the same, or undo it to drop it.");

    public static readonly ImportProblem NothingToApply = new("nothing-to-apply", "Only a dry run that is done and an import that waits can be applied.");

    public static readonly ImportProblem NothingToUndo = new("nothing-to-undo", "The import has written nothing.");

    public static readonly ImportProblem StillRunning = new("import-running", "The import has not ended yet.");

    public static readonly ImportProblem ChainTooLong = new("undo-chain-too-long", "Too many imports take each other back; undo the first of them instead.");

    public static readonly ImportProblem HistoryGone = new("history-gone", "The log no longer reaches back to the import, so it cannot be undone to its end.");

    public static readonly ImportProblem PlanGone = new("plan-gone", "Nobody has applied the import in time, and its file is deleted. Send the file again.");

    public static readonly ImportProblem SourceChanged = new("file-changed",
        "The file was replaced or removed before all of it was read. Rows that were read are imported; a new version has an import of its own.");

    public static readonly ImportProblem Stuck = new("import-stuck", "The import failed at the same place again and again and was given up. Rows before it are imported.");

    public static ImportProblem Brake(long deleted, long of) => new("brake", string.Create(CultureInfo.InvariantCulture,
        $"{deleted} of {of} contacts would be deleted. Nothing was written: apply the import to go on, or undo it to drop it."));
}
