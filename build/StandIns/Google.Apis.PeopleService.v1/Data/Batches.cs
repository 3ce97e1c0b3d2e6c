using Google.Apis.Requests;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class BatchCreateContactsRequest : IDirectResponseSchema
{
    [JsonProperty("contacts")]
    public virtual IList<ContactToCreate> Contacts { get; set; }

    [JsonProperty("readMask")]
    public virtual object ReadMask { get; set; }

    [JsonProperty("sources")]
    public virtual IList<string> Sources { get; set; }

    public virtual string ETag { get; set; }
}

public class BatchCreateContactsResponse : IDirectResponseSchema
{
    [JsonProperty("createdPeople")]
    public virtual IList<PersonResponse> CreatedPeople { get; set; }

    public virtual string ETag { get; set; }
}

public class BatchDeleteContactsRequest : IDirectResponseSchema
{
    [JsonProperty("resourceNames")]
    public virtual IList<string> ResourceNames { get; set; }

    public virtual string ETag { get; set; }
}

public class BatchUpdateContactsRequest : IDirectResponseSchema
{
    [JsonProperty("contacts")]
    public virtual IDictionary<string, Person> Contacts { get; set; }

    [JsonProperty("readMask")]
    public virtual object ReadMask { get; set; }

    [JsonProperty("sources")]
    public virtual IList<string> Sources { get; set; }

    [JsonProperty("updateMask")]
    public virtual object UpdateMask { get; set; }

    public virtual string ETag { get; set; }
}

public class BatchUpdateContactsResponse : IDirectResponseSchema
{
    [JsonProperty("updateResult")]
    public virtual IDictionary<string, PersonResponse> UpdateResult { get; set; }

    public virtual string ETag { get; set; }
}

public class ContactToCreate : IDirectResponseSchema
{
    [JsonProperty("contactPerson")]
    public virtual Person ContactPerson { get; set; }

    public virtual string ETag { get; set; }
}

public class GetPeopleResponse : IDirectResponseSchema
{
    [JsonProperty("responses")]
    public virtual IList<PersonResponse> Responses { get; set; }

    public virtual string ETag { get; set; }
}

public class PersonResponse : IDirectResponseSchema
{
    [JsonProperty("httpStatusCode")]
    public virtual int? HttpStatusCode { get; set; }

    [JsonProperty("person")]
    public virtual Person Person { get; set; }

    [JsonProperty("requestedResourceName")]
    public virtual string RequestedResourceName { get; set; }

    [JsonProperty("status")]
    public virtual Status Status { get; set; }

    public virtual string ETag { get; set; }
}

public class Status : IDirectResponseSchema
{
    [JsonProperty("code")]
    public virtual int? Code { get; set; }

    [JsonProperty("details")]
    public virtual IList<IDictionary<string, object>> Details { get; set; }

    [JsonProperty("message")]
    public virtual string Message { get; set; }

    public virtual string ETag { get; set; }
}
