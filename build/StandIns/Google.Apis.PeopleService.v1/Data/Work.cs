using Google.Apis.Requests;
using Newtonsoft.Json;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1.Data;

public class Organization : IDirectResponseSchema
{
    [JsonProperty("costCenter")]
    public virtual string CostCenter { get; set; }

    [JsonProperty("current")]
    public virtual bool? Current { get; set; }

    [JsonProperty("department")]
    public virtual string Department { get; set; }

    [JsonProperty("domain")]
    public virtual string Domain { get; set; }

    [JsonProperty("endDate")]
    public virtual Date EndDate { get; set; }

    [JsonProperty("formattedType")]
    public virtual string FormattedType { get; set; }

    [JsonProperty("fullTimeEquivalentMillipercent")]
    public virtual int? FullTimeEquivalentMillipercent { get; set; }

    [JsonProperty("jobDescription")]
    public virtual string JobDescription { get; set; }

    [JsonProperty("location")]
    public virtual string Location { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("name")]
    public virtual string Name { get; set; }

    [JsonProperty("phoneticName")]
    public virtual string PhoneticName { get; set; }

    [JsonProperty("startDate")]
    public virtual Date StartDate { get; set; }

    [JsonProperty("symbol")]
    public virtual string Symbol { get; set; }

    [JsonProperty("title")]
    public virtual string Title { get; set; }

    [JsonProperty("type")]
    public virtual string Type { get; set; }

    public virtual string ETag { get; set; }
}

public class Occupation : IDirectResponseSchema
{
    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class Location : IDirectResponseSchema
{
    [JsonProperty("buildingId")]
    public virtual string BuildingId { get; set; }

    [JsonProperty("current")]
    public virtual bool? Current { get; set; }

    [JsonProperty("deskCode")]
    public virtual string DeskCode { get; set; }

    [JsonProperty("floor")]
    public virtual string Floor { get; set; }

    [JsonProperty("floorSection")]
    public virtual string FloorSection { get; set; }

    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("type")]
    public virtual string Type { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}

public class ExternalId : IDirectResponseSchema
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

public class Skill : IDirectResponseSchema
{
    [JsonProperty("metadata")]
    public virtual FieldMetadata Metadata { get; set; }

    [JsonProperty("value")]
    public virtual string Value { get; set; }

    public virtual string ETag { get; set; }
}
