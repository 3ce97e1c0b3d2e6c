using Google.Apis.Requests;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class AgeRangeType : IDirectResponseSchema
{
    [JsonProperty("ageRange")]
    public virtual string AgeRange { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    public virtual string ETag { get; set; }
}

public class Biography : IDirectResponseSchema
{
    [JsonProperty("contentType")]
    public virtual string ContentType { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class BraggingRights : IDirectResponseSchema
{
    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class Gender : IDirectResponseSchema
{
    [JsonProperty("addressMeAs")]
    public virtual string AddressMeAs { get; set; }

    [JsonProperty("formattedValue")]
    public virtual string FormattedValue { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class Interest : IDirectResponseSchema
{
    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class Locale : IDirectResponseSchema
{
    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class Relation : IDirectResponseSchema
{
    [JsonProperty("formattedType")]
    public virtual string FormattedType { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("person")]
    public virtual string Person { get; set; }

    [JsonProperty("type")]
    public virtual string Type { get; set; }

    public virtual string ETag { get; set; }
}

public class RelationshipInterest : IDirectResponseSchema
{
    [JsonProperty("formattedValue")]
    public virtual string FormattedValue { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class RelationshipStatus : IDirectResponseSchema
{
    [JsonProperty("formattedValue")]
    public virtual string FormattedValue { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class Residence : IDirectResponseSchema
{
    [JsonProperty("current")]
    public virtual bool? Current { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class Tagline : IDirectResponseSchema
{
    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}
