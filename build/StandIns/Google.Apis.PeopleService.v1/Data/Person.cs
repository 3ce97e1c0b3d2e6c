using Google.Apis.Requests;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class Person : IDirectResponseSchema
{
    [JsonProperty("addresses")]
    public virtual IList<Address> Addresses { get; set; }

    [JsonProperty("ageRange")]
    public virtual string AgeRange { get; set; }

    [JsonProperty("ageRanges")]
    public virtual IList<AgeRangeType> AgeRanges { get; set; }

    [JsonProperty("biographies")]
    public virtual IList<Biography> Biographies { get; set; }

    [JsonProperty("birthdays")]
    public virtual IList<Birthday> Birthdays { get; set; }

    [JsonProperty("braggingRights")]
    public virtual IList<BraggingRights> BraggingRights { get; set; }

    [JsonProperty("calendarUrls")]
    public virtual IList<CalendarUrl> CalendarUrls { get; set; }

    [JsonProperty("clientData")]
    public virtual IList<ClientData> ClientData { get; set; }

    [JsonProperty("coverPhotos")]
    public virtual IList<CoverPhoto> CoverPhotos { get; set; }

    [JsonProperty("emailAddresses")]
    public virtual IList<EmailAddress> EmailAddresses { get; set; }

    [JsonProperty("etag")]
    public virtual string ETag { get; set; }

    [JsonProperty("events")]
    public virtual IList<Event> Events { get; set; }

    [JsonProperty("externalIds")]
    public virtual IList<ExternalId> ExternalIds { get; set; }

    [JsonProperty("fileAses")]
    public virtual IList<FileAs> FileAses { get; set; }

    [JsonProperty("genders")]
    public virtual IList<Gender> Genders { get; set; }

    [JsonProperty("imClients")]
    public virtual IList<ImClient> ImClients { get; set; }

    [JsonProperty("interests")]
    public virtual IList<Interest> Interests { get; set; }

    [JsonProperty("locales")]
    public virtual IList<Locale> Locales { get; set; }

    [JsonProperty("locations")]
    public virtual IList<Location> Locations { get; set; }

    [JsonProperty("memberships")]
    public virtual IList<Membership> Memberships { get; set; }

    [JsonProperty("metadata")]
    public virtual PersonMetadata Metadata { get; set; }

    [JsonProperty("miscKeywords")]
    public virtual IList<MiscKeyword> MiscKeywords { get; set; }

    [JsonProperty("names")]
    public virtual IList<Name> Names { get; set; }

    [JsonProperty("nicknames")]
    public virtual IList<Nickname> Nicknames { get; set; }

    [JsonProperty("occupations")]
    public virtual IList<Occupation> Occupations { get; set; }

    [JsonProperty("organizations")]
    public virtual IList<Organization> Organizations { get; set; }

    [JsonProperty("phoneNumbers")]
    public virtual IList<PhoneNumber> PhoneNumbers { get; set; }

    [JsonProperty("photos")]
    public virtual IList<Photo> Photos { get; set; }

    [JsonProperty("relations")]
    public virtual IList<Relation> Relations { get; set; }

    [JsonProperty("relationshipInterests")]
    public virtual IList<RelationshipInterest> RelationshipInterests { get; set; }

    [JsonProperty("relationshipStatuses")]
    public virtual IList<RelationshipStatus> RelationshipStatuses { get; set; }

    [JsonProperty("residences")]
    public virtual IList<Residence> Residences { get; set; }

    [JsonProperty("resourceName")]
    public virtual string ResourceName { get; set; }

    [JsonProperty("sipAddresses")]
    public virtual IList<SipAddress> SipAddresses { get; set; }

    [JsonProperty("skills")]
    public virtual IList<Skill> Skills { get; set; }

    [JsonProperty("taglines")]
    public virtual IList<Tagline> Taglines { get; set; }

    [JsonProperty("urls")]
    public virtual IList<Url> Urls { get; set; }

    [JsonProperty("userDefined")]
    public virtual IList<UserDefined> UserDefined { get; set; }
}
