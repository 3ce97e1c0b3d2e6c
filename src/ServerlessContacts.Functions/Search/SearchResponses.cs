using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Search;

namespace ServerlessContacts.Functions.Search;

/// <summary>The answers of searches, look-ups and lists.</summary>
internal static class SearchResponses
{
    public static IResult Of(RequestContext context, SearchResult<SearchAnswer> result) => Of(context, result, answer =>
    {
        VersionTag.Give(context, answer.Version);
        ServerTiming.Add(context.Request, "index", answer.IndexTime);
        return JsonResponse.Of(writer => Write(writer, answer, ContactView.WantsProvenance(context)));
    });

    public static IResult Of(RequestContext context, SearchResult<LookupAnswer> result) => Of(context, result, answer =>
    {
        VersionTag.Give(context, answer.Version);
        return JsonResponse.Of(writer => Write(writer, answer, ContactView.WantsProvenance(context)));
    });

    public static IResult Of(RequestContext context, SearchResult<ListAnswer> result) => Of(context, result, answer =>
        JsonResponse.Of(writer => Write(writer, answer, ContactView.WantsProvenance(context))));

    public static IResult Of(RequestContext context, DeletedPage page) =>
        Page.Of(page.Items.Select(
            contact => ContactView.Of(context, contact.Id, contact.Version, contact.Record)), page.Total, page.Last?.ToString());

    private static IResult Of<TAnswer>(RequestContext context, SearchResult<TAnswer> result, Func<TAnswer, IResult> answer)
        where TAnswer : class
    {
        switch (result.Status)
        {
            case SearchStatus.Answered:
                ServerTiming.Add(context.Request, "answer", result.Took);
                return answer(result.Answer);
            case SearchStatus.BadContinuation:
                return Problems.Invalid(
                    "continuation", "continuation-invalid", "Expected the continuation of an earlier answer to the same query.");
            default:
                return Problems.Unavailable(
                    "version-not-there-yet", "This instance has not seen the demanded version yet. Repeat the request.");
        }
    }

    private static void Write(Utf8JsonWriter writer, SearchAnswer answer, bool withProvenance)
    {
        writer.WriteNumber("total", answer.Total);
        writer.WriteStartArray("sections");
        foreach (var section in answer.Sections)
        {
            Write(writer, section, withProvenance);
        }

        writer.WriteEndArray();
        WriteContinuation(writer, answer.Continuation);
        writer.WriteString("version", answer.Version.ToString());
    }

    private static void Write(Utf8JsonWriter writer, SearchSection section, bool withProvenance)
    {
        writer.WriteStartObject();
        writer.WriteString("scope", section.Scope.ToString().ToLowerInvariant());
        if (section.Group is not null)
        {
            writer.WriteStartObject("group");
            writer.WriteString("id", section.Group);
            writer.WriteEndObject();
        }

        writer.WriteNumber("total", section.Total);
        writer.WriteStartArray("items");
        foreach (var item in section.Items)
        {
            writer.WriteRawValue(RenderedContact.With(item, withProvenance), skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LookupAnswer answer, bool withProvenance)
    {
        writer.WritePropertyName("match");
        if (answer.Match is { } match)
        {
            WriteContact(writer, match, withProvenance);
        }
        else
        {
            writer.WriteNullValue();
        }

        WriteContacts(writer, "others", answer.Others, withProvenance);
        writer.WriteString("version", answer.Version.ToString());
    }

    private static void Write(Utf8JsonWriter writer, ListAnswer answer, bool withProvenance)
    {
        WriteContacts(writer, "items", answer.Items, withProvenance);
        writer.WriteNumber("total", answer.Total);
        WriteContinuation(writer, answer.Continuation);
    }

    private static void WriteContacts(Utf8JsonWriter writer, string name, IReadOnlyList<ContactDocument> contacts, bool withProvenance)
    {
        writer.WriteStartArray(name);
        foreach (var contact in contacts)
        {
            WriteContact(writer, contact, withProvenance);
        }

        writer.WriteEndArray();
    }

    private static void WriteContact(Utf8JsonWriter writer, ContactDocument contact, bool withProvenance)
    {
        writer.WriteStartObject();
        ContactView.WriteFields(writer, contact.Id, contact.Version, contact.Record, withProvenance);
        writer.WriteEndObject();
    }

    private static void WriteContinuation(Utf8JsonWriter writer, string? continuation)
    {
        if (continuation is not null)
        {
            writer.WriteString("continuation", continuation);
        }
    }
}
