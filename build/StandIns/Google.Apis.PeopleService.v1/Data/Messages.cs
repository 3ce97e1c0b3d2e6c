using Google.Apis.Requests;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class CreateContactGroupRequest : IDirectResponseSchema
{
    [JsonProperty("contactGroup")]
    public virtual ContactGroup ContactGroup { get; set; }

    [JsonProperty("readGroupFields")]
    public virtual string ReadGroupFields { get; set; }

    public virtual string ETag { get; set; }
}

public class Empty : IDirectResponseSchema
{
    public virtual string ETag { get; set; }
}

public class ListConnectionsResponse : IDirectResponseSchema
{
    [JsonProperty("connections")]
    public virtual IList<Person> Connections { get; set; }

    [JsonProperty("nextPageToken")]
    public virtual string NextPageToken { get; set; }

    [JsonProperty("nextSyncToken")]
    public virtual string NextSyncToken { get; set; }

    [JsonProperty("totalItems")]
    public virtual int? TotalItems { get; set; }

    [JsonProperty("totalPeople")]
    public virtual int? TotalPeople { get; set; }

    public virtual string ETag { get; set; }
}

public class ListContactGroupsResponse : IDirectResponseSchema
{
    [JsonProperty("contactGroups")]
    public virtual IList<ContactGroup> ContactGroups { get; set; }

    [JsonProperty("nextPageToken")]
    public virtual string NextPageToken { get; set; }

    [JsonProperty("nextSyncToken")]
    public virtual string NextSyncToken { get; set; }

    [JsonProperty("totalItems")]
    public virtual int? TotalItems { get; set; }

    public virtual string ETag { get; set; }
}

public class UpdateContactGroupRequest : IDirectResponseSchema
{
    [JsonProperty("contactGroup")]
    public virtual ContactGroup ContactGroup { get; set; }

    [JsonProperty("readGroupFields")]
    public virtual string ReadGroupFields { get; set; }

    [JsonProperty("updateGroupFields")]
    public virtual string UpdateGroupFields { get; set; }

    public virtual string ETag { get; set; }
}
