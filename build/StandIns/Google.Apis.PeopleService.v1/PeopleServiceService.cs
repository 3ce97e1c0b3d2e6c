using Google.Apis.Services;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1;

public class PeopleServiceService : BaseClientService
{
    public const string Version = "v1";

    public PeopleServiceService()
        : this(new Initializer())
    {
    }

    public PeopleServiceService(Initializer initializer)
        : base(initializer)
    {
        ContactGroups = new ContactGroupsResource(this);
        People = new PeopleResource(this);
        BaseUri = GetEffectiveUri(BaseUriOverride, "https://people.googleapis.com/");
        BatchUri = GetEffectiveUri(null, "https://people.googleapis.com/batch");
    }

    public override IList<string> Features => [];

    public override string Name => "people";

    public override string BaseUri { get; }

    public override string BasePath => "";

    public override string BatchUri { get; }

    public override string BatchPath => "batch";

    public virtual ContactGroupsResource ContactGroups { get; }

    public virtual PeopleResource People { get; }
}
