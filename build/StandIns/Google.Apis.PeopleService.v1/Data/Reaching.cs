using Google.Apis.Requests;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class Address : IDirectResponseSchema
{
    [JsonProperty("city")]
    public virtual string City { get; set; }

    [JsonProperty("country")]
    public virtual string Country { get; set; }

    [JsonProperty("countryCode")]
    public virtual string CountryCode { get; set; }

    [JsonProperty("extendedAddress")]
    public virtual string ExtendedAddress { get; set; }

    [JsonProperty("formattedType")]
    public virtual string FormattedType { get; set; }

    [JsonProperty("formattedValue")]
    public virtual string FormattedValue { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("poBox")]
    public virtual string PoBox { get; set; }

    [JsonProperty("postalCode")]
    public virtual string PostalCode { get; set; }

    [JsonProperty("region")]
    public virtual string Region { get; set; }

    [JsonProperty("streetAddress")]
    public virtual string StreetAddress { get; set; }

    [JsonProperty("type")]
    public virtual string Type { get; set; }

    public virtual string ETag { get; set; }
}

public class EmailAddress : IDirectResponseSchema
{
    [JsonProperty("displayName")]
    public virtual string DisplayName { get; set; }

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

public class PhoneNumber : IDirectResponseSchema
{
    [JsonProperty("canonicalForm")]
    public virtual string CanonicalForm { get; set; }

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

public class ImClient : IDirectResponseSchema
{
    [JsonProperty("formattedProtocol")]
    public virtual string FormattedProtocol { get; set; }

    [JsonProperty("formattedType")]
    public virtual string FormattedType { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("protocol")]
    public virtual string Protocol { get; set; }

    [JsonProperty("type")]
    public virtual string Type { get; set; }

    [JsonProperty("username")]
    public virtual string Username { get; set; }

    public virtual string ETag { get; set; }
}

public class SipAddress : IDirectResponseSchema
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

public class Url : IDirectResponseSchema
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

public class CalendarUrl : IDirectResponseSchema
{
    [JsonProperty("formattedType")]
    public virtual string FormattedType { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("type")]
    public virtual string Type { get; set; }

    [JsonProperty("url")]
    public virtual string Url { get; set; }

    public virtual string ETag { get; set; }
}
