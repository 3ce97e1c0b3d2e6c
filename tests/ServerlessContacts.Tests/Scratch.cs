using System.Diagnostics;
using ServerlessContacts.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Search;
using Xunit.Abstractions;

namespace ServerlessContacts.Tests;

public sealed class Scratch(ITestOutputHelper output)
{
    [Fact]
    public void Times()
    {
        var contact = new Contact
        {
            Name = new ContactName { Full = "山田 太郎", Given = "太郎", Family = "山田", PhoneticGiven = "たろう", PhoneticFamily = "やまだ" },
            Organization = new Organization { Name = "Acme GmbH", Title = "Sales Manager" },
            Emails = [new Email { Address = "taro.yamada@example.com", Default = true }, new Email { Address = "taro@gmail.com" }],
            Phones = [new Phone { Number = "+81312345678", Raw = "+81 312345678", Default = true }],
            Addresses = [new PostalAddress { City = "東京都" }],
        };
        var record = Provenance.Create(contact, "member:admin", "import:bench", DateTimeOffset.UnixEpoch);
        var id = ContactId.Shared(1, "abc");
        var doc = DocumentWriter.Write(new ContactDocument(id, 1, record), 1, 0);
        var key = System.Text.Encoding.UTF8.GetBytes(doc.Key);
        var shown = new ShownContact(new ContactDocument(id, 1, record));
        var terms = QueryTerms.Parse("yama").Terms;
        Time("decode", () => DocumentPayload.Read(key, doc.Payload.Span));
        Time("highlight", () => Highlighter.Of(shown, terms));
        Time("view", () => JsonAnswer.Of(writer => ContactView.WriteFields(writer, id, 1, record, false)));
        Time("parse", () => QueryTerms.Parse("yama"));
        Time("docwriter", () => DocumentWriter.Write(new ContactDocument(id, 1, record), 1, 0));
    }

    private void Time(string name, Func<object> what)
    {
        for (var i = 0; i < 3000; i++) { what(); }
        var best = double.MaxValue;
        for (var r = 0; r < 10; r++)
        {
            var s = Stopwatch.GetTimestamp();
            for (var i = 0; i < 1000; i++) { what(); }
            best = Math.Min(best, Stopwatch.GetElapsedTime(s).TotalMicroseconds / 1000);
        }
        output.WriteLine($"{name} {best:0.0} us");
    }
}
