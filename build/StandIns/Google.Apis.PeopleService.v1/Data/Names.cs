using Google.Apis.Requests;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class Name : IDirectResponseSchema
{
    [JsonProperty("displayName")]
    public virtual string DisplayName { get; set; }

    [JsonProperty("displayNameLastFirst")]
    public virtual string DisplayNameLastFirst { get; set; }

    [JsonProperty("familyName")]
    public virtual string FamilyName { get; set; }

    [JsonProperty("givenName")]
    public virtual string GivenName { get; set; }

    [JsonProperty("honorificPrefix")]
    public virtual string HonorificPrefix { get; set; }

    [JsonProperty("honorificSuffix")]
    public virtual string HonorificSuffix { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("middleName")]
    public virtual string MiddleName { get; set; }

    [JsonProperty("phoneticFamilyName")]
    public virtual string PhoneticFamilyName { get; set; }

    [JsonProperty("phoneticFullName")]
    public virtual string PhoneticFullName { get; set; }

    [JsonProperty("phoneticGivenName")]
    public virtual string PhoneticGivenName { get; set; }

    [JsonProperty("phoneticHonorificPrefix")]
    public virtual string PhoneticHonorificPrefix { get; set; }

    [JsonProperty("phoneticHonorificSuffix")]
    public virtual string PhoneticHonorificSuffix { get; set; }

    [JsonProperty("phoneticMiddleName")]
    public virtual string PhoneticMiddleName { get; set; }

    [JsonProperty("unstructuredName")]
    public virtual string UnstructuredName { get; set; }

    public virtual string ETag { get; set; }
}

public class Nickname : IDirectResponseSchema
{
    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("type")]
    public virtual string Type { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class FileAs : IDirectResponseSchema
{
    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}
