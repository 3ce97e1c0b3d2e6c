using Google.Apis.Requests;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class Date : IDirectResponseSchema
{
    [JsonProperty("day")]
    public virtual int? Day { get; set; }

    [JsonProperty("month")]
    public virtual int? Month { get; set; }

    [JsonProperty("year")]
    public virtual int? Year { get; set; }

    public virtual string ETag { get; set; }
}

public class Birthday : IDirectResponseSchema
{
    [JsonProperty("date")]
    public virtual Date Date { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("text")]
    public virtual string Text { get; set; }

    public virtual string ETag { get; set; }
}

public class Event : IDirectResponseSchema
{
    [JsonProperty("date")]
    public virtual Date Date { get; set; }

    [JsonProperty("formattedType")]
    public virtual string FormattedType { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("type")]
    public virtual string Type { get; set; }

    public virtual string ETag { get; set; }
}
