using Google.Apis.Requests;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class Photo : IDirectResponseSchema
{
    [JsonProperty("default")]
    public virtual bool? Default__ { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("url")]
    public virtual string Url { get; set; }

    public virtual string ETag { get; set; }
}

public class CoverPhoto : IDirectResponseSchema
{
    [JsonProperty("default")]
    public virtual bool? Default__ { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("url")]
    public virtual string Url { get; set; }

    public virtual string ETag { get; set; }
}
