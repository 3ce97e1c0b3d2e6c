using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Directory.Tenants;

/// <summary>
/// An organisation and its rules. <see cref="Country"/> is ISO 3166-1 alpha-2 and says how its national numbers are dialled.
/// </summary>
public sealed record TenantRecord
{
    public static RowKind Kind { get; } = new('t', "tenant", PartitionKind.Directory);

    /// <summary>
    /// Enough for some 16,000 shared contacts written a second; more can be added at any time, as the writer chooses the shard.
    /// </summary>
    public const int FirstShards = 8;

    public const int MaxName = 200;

    public required string Name { get; init; }

    public required string Country { get; init; }

    public required DateTimeOffset Created { get; init; }

    public TenantRules Rules { get; init; } = new();

    public int Shards { get; init; } = FirstShards;

    /// <summary>The first field that no tenant may have so; null where all is well.</summary>
    public FieldProblem? FindProblem() =>
        Name.Length is 0 or > MaxName ? new FieldProblem("name", "required", $"Expected a name of at most {MaxName} characters.")
        : CallingCodes.ForCountry(Country) is null
            ? new FieldProblem("country", "country-invalid", "Expected an ISO 3166-1 code of two letters, such as JP.")
            : null;

    /// <summary>What every contact of the tenant goes through, whichever way it comes.</summary>
    public ContactRules CreateRules() => new(CreatePhoneParser());

    /// <summary>Knows how numbers are dialled where the tenant is, and what it has decided about them.</summary>
    public PhoneParser CreatePhoneParser() => new(new PhoneParserOptions
    {
        Country = Country,
        LeadingDoubleZeroIsInternational = Rules.LeadingDoubleZeroIsInternational,
    });
}

public sealed record TenantRules
{
    /// <summary>Whether a number that begins with 00 is international.</summary>
    public bool LeadingDoubleZeroIsInternational { get; init; } = true;
}
