using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Services;
using Google.Apis.Util;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1;

/// <summary>What every request of the service may say, of which only these are kept here.</summary>
public abstract class PeopleServiceBaseServiceRequest<TResponse> : ClientServiceRequest<TResponse>
{
    protected PeopleServiceBaseServiceRequest(IClientService service)
        : base(service)
    {
    }

    [RequestParameter("fields", RequestParameterType.Query)]
    public virtual string Fields { get; set; }

    [RequestParameter("prettyPrint", RequestParameterType.Query)]
    public virtual bool? PrettyPrint { get; set; }

    [RequestParameter("quotaUser", RequestParameterType.Query)]
    public virtual string QuotaUser { get; set; }

    protected override void InitParameters()
    {
        base.InitParameters();
        AddQuery("fields");
        AddQuery("prettyPrint", "true");
        AddQuery("quotaUser");
    }

    private protected void AddQuery(string name, string defaultValue = null) =>
        RequestParameters.Add(name, new Parameter { Name = name, IsRequired = false, ParameterType = "query", DefaultValue = defaultValue, Pattern = null });

    private protected void AddPath(string name, string pattern) =>
        RequestParameters.Add(name, new Parameter { Name = name, IsRequired = true, ParameterType = "path", DefaultValue = null, Pattern = pattern });
}
