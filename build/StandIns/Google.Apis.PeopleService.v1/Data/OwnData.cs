using Google.Apis.Requests;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class ClientData : IDirectResponseSchema
{
    [JsonProperty("key")]
    public virtual string Key { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class MiscKeyword : IDirectResponseSchema
{
    [JsonProperty("formattedType")]
    public virtual string FormattedType { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("type")]
    public virtual string Type { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class UserDefined : IDirectResponseSchema
{
    [JsonProperty("key")]
    public virtual string Key { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}
