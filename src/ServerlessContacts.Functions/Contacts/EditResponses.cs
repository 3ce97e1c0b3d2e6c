using Microsoft.AspNetCore.Http;
using ServerlessContacts.Access;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Functions.Import;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Functions.Contacts;

/// <summary>What an edit's result is over HTTP.</summary>
internal static class EditResponses
{
    public static IResult Of(RequestContext context, EditResult result, int saved = 200) => result switch
    {
        EditResult.Saved { Contact: var contact } => Whole(context, contact, saved),
        EditResult.Deleted => Results.NoContent(),
        EditResult.Invalid { Problems: var problems } => Problems.Invalid(problems),
        EditResult.Stale => Problems.Stale(),
        EditResult.Taken { Field: var field } =>
            Problems.Conflict("email-taken", "The e-mail address belongs to another internal contact or to an administrator.", field),
        EditResult.NoPicture => Problems.UnsupportedMediaType("a JPEG, PNG, GIF or WebP picture"),
        EditResult.KeyReused => Problems.KeyReused(),
        EditResult.Refused { Code: var code } => Problems.Forbidden(code, Reason(code)),
        _ => Problems.NotFound(),
    };

    /// <summary>The whole resource with its entity tag, and where it is if it was made.</summary>
    /// <param name="context">Of the request.</param>
    /// <param name="contact">The resource.</param>
    /// <param name="status">The status.</param>
    /// <param name="files">By the id of an import its file, where the caller asks where values came from.</param>
    public static IResult Whole(
        RequestContext context, StoredContact contact, int status, IReadOnlyDictionary<string, string>? files = null)
    {
        var headers = context.Request.HttpContext.Response.Headers;
        headers.ETag = contact.Id.IsMember ? default : Preconditions.Tag(contact.Version);
        if (status == StatusCodes.Status201Created)
        {
            headers.Location = $"/api/contacts/{contact.Id}";
        }

        var view = ContactView.Of(context, contact.Id, contact.Version, contact.Record);
        if (files is not null)
        {
            ImportSources.Add(view, files);
        }

        return Results.Json(view, statusCode: status);
    }

    private static string Reason(string code) => code switch
    {
        ContactRights.MembersAreNotContacts => "Members of the organisation cannot be edited as contacts.",
        ContactRights.FieldNotAllowed => "Of a shared contact, every member may edit name, phones, emails, role and urls; "
            + "the other fields need the permission contacts.shared.write.",
        _ => "The caller lacks a permission that this needs.",
    };
}
