using Google.Apis.Requests;
using Google.Apis.Util;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class ContactGroup : IDirectResponseSchema
{
    [JsonProperty("clientData")]
    public virtual IList<GroupClientData> ClientData { get; set; }

    [JsonProperty("etag")]
    public virtual string ETag { get; set; }

    [JsonProperty("formattedName")]
    public virtual string FormattedName { get; set; }

    [JsonProperty("groupType")]
    public virtual string GroupType { get; set; }

    [JsonProperty("memberCount")]
    public virtual int? MemberCount { get; set; }

    [JsonProperty("memberResourceNames")]
    public virtual IList<string> MemberResourceNames { get; set; }

    [JsonProperty("metadata")]
    public virtual ContactGroupMetadata Metadata { get; set; }

    [JsonProperty("name")]
    public virtual string Name { get; set; }

    [JsonProperty("resourceName")]
    public virtual string ResourceName { get; set; }
}

public class ContactGroupMembership : IDirectResponseSchema
{
    [JsonProperty("contactGroupId")]
    public virtual string ContactGroupId { get; set; }

    [JsonProperty("contactGroupResourceName")]
    public virtual string ContactGroupResourceName { get; set; }

    public virtual string ETag { get; set; }
}

public class ContactGroupMetadata : IDirectResponseSchema
{
    [JsonProperty("deleted")]
    public virtual bool? Deleted { get; set; }

    [JsonProperty("updateTime")]
    public virtual string UpdateTimeRaw { get; set; }

    [JsonIgnore]
    public virtual DateTimeOffset? UpdateTimeDateTimeOffset
    {
        get => DiscoveryFormat.ParseGoogleDateTimeToDateTimeOffset(UpdateTimeRaw);
        set => UpdateTimeRaw = DiscoveryFormat.FormatDateTimeOffsetToGoogleDateTime(value);
    }

    public virtual string ETag { get; set; }
}

public class DomainMembership : IDirectResponseSchema
{
    [JsonProperty("inViewerDomain")]
    public virtual bool? InViewerDomain { get; set; }

    public virtual string ETag { get; set; }
}

public class GroupClientData : IDirectResponseSchema
{
    [JsonProperty("key")]
    public virtual string Key { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class Membership : IDirectResponseSchema
{
    [JsonProperty("contactGroupMembership")]
    public virtual ContactGroupMembership ContactGroupMembership { get; set; }

    [JsonProperty("domainMembership")]
    public virtual DomainMembership DomainMembership { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    public virtual string ETag { get; set; }
}
