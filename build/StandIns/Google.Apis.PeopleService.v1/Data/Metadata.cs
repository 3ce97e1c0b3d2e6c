using Google.Apis.Requests;
using Google.Apis.Util;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class FieldMetadata : IDirectResponseSchema
{
    [JsonProperty("primary")]
    public virtual bool? Primary { get; set; }

    [JsonProperty("source")]
    public virtual Source Source { get; set; }

    [JsonProperty("sourcePrimary")]
    public virtual bool? SourcePrimary { get; set; }

    [JsonProperty("verified")]
    public virtual bool? Verified { get; set; }

    public virtual string ETag { get; set; }
}

public class PersonMetadata : IDirectResponseSchema
{
    [JsonProperty("deleted")]
    public virtual bool? Deleted { get; set; }

    [JsonProperty("linkedPeopleResourceNames")]
    public virtual IList<string> LinkedPeopleResourceNames { get; set; }

    [JsonProperty("objectType")]
    public virtual string ObjectType { get; set; }

    [JsonProperty("previousResourceNames")]
    public virtual IList<string> PreviousResourceNames { get; set; }

    [JsonProperty("sources")]
    public virtual IList<Source> Sources { get; set; }

    public virtual string ETag { get; set; }
}

public class ProfileMetadata : IDirectResponseSchema
{
    [JsonProperty("objectType")]
    public virtual string ObjectType { get; set; }

    [JsonProperty("userTypes")]
    public virtual IList<string> UserTypes { get; set; }

    public virtual string ETag { get; set; }
}

public class Source : IDirectResponseSchema
{
    [JsonProperty("etag")]
    public virtual string ETag { get; set; }

    [JsonProperty("id")]
    public virtual string Id { get; set; }

    [JsonProperty("profileMetadata")]
    public virtual ProfileMetadata ProfileMetadata { get; set; }

    [JsonProperty("type")]
    public virtual string Type { get; set; }

    [JsonProperty("updateTime")]
    public virtual string UpdateTimeRaw { get; set; }

    [JsonIgnore]
    public virtual DateTimeOffset? UpdateTimeDateTimeOffset
    {
        get => DiscoveryFormat.ParseGoogleDateTimeToDateTimeOffset(UpdateTimeRaw);
        set => UpdateTimeRaw = DiscoveryFormat.FormatDateTimeOffsetToGoogleDateTime(value);
    }
}
