using System.Text;
using ServerlessContacts.Erasure;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Tests.Erasure;

public sealed class PersonTests
{
    private static readonly PersonText Sato = new(new PersonMarks
    {
        Emails = ["hanako.sato@example.jp"],
        Numbers = ["+819012345678", "090-1234-5678", "+33612345678", "110"],
        Names = ["佐藤 花子", "Hanako Sato", "An Li", "Solo"],
    });

    [Theory]
    [InlineData("Hanako,Sato,,", true)]
    [InlineData("SATO;HANAKO", true)]
    [InlineData("佐藤花子,社長", true)]
    [InlineData("佐藤,花子", true)]
    [InlineData("佐藤,太郎", false)]
    [InlineData("Hanako,Tanaka", false)]
    [InlineData("Satoshi,Hanakos", false)]
    [InlineData("Anna,Lind,Berlin", false)]
    [InlineData("An,Li", true)]
    [InlineData("x,\"Solo\",y", true)]
    [InlineData("x,Solo Traveller,y", false)]
    [InlineData("x,HANAKO.SATO@EXAMPLE.JP", true)]
    [InlineData("x,sato@example.jp", false)]
    [InlineData("090-1234-5678", true)]
    [InlineData("tel:+81-90-1234-5678", true)]
    [InlineData("(090) 1234 5678", true)]
    [InlineData("０９０１２３４５６７８", true)]
    [InlineData("06 12 34 56 78", true)]
    [InlineData("0033612345678", true)]
    [InlineData("090,1234,5678", false)]
    [InlineData("090-1234-5679", false)]
    [InlineData("call 110 now", false)]
    [InlineData("", false)]
    public void A_person_is_recognised_by_an_address_a_number_or_all_words_of_a_name(string text, bool isIn) => Assert.Equal(isIn, Sato.IsIn(text));

    [Fact]
    public void Nobody_is_in_nothing()
    {
        var nobody = new PersonText(new PersonMarks());
        Assert.True(nobody.IsNobody);
        Assert.False(nobody.IsIn("Hanako Sato, hanako.sato@example.jp, 090-1234-5678"));
    }

    public static TheoryData<string, byte[]> Files => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes("name,tel\n佐藤 花子,1\n") },
        { "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("佐藤,花子\n")] },
        { "UTF-16", Encoding.Unicode.GetBytes("a,b\n佐藤,花子\n") },
        { "UTF-16, the other way round", Encoding.BigEndianUnicode.GetBytes("a,b\n佐藤,花子\n") },
        { "Shift_JIS", Encoded(932, "氏名\r\n佐藤　花子\r\n") },
        { "EUC-JP", Encoded(51932, "氏名\n佐藤　花子\n") },
        { "Windows-1252", [.. "Müller,"u8[..1], 0xFC, .. "ller,x\nHanako,Sato\n"u8] },
        { "quoted cells", "\"Sato, Hanako\"\n"u8.ToArray() },
        { "escaped JSON", "{\"given\":\"\\u82b1\\u5b50\",\"family\":\"\\u4f50\\u85e4\"}\n"u8.ToArray() },
        { "a folded card", "BEGIN:VCARD\r\nEMAIL:hanako.sato@exam\r\n ple.jp\r\nEND:VCARD\r\n"u8.ToArray() },
        { "a quoted-printable card", "BEGIN:VCARD\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E4=BD=90=E8=97=A4;=\r\n=E8=8A=B1=E5=AD=90\r\nEND:VCARD\r\n"u8.ToArray() },
        { "a quoted-printable card in Shift_JIS", "BEGIN:VCARD\r\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8D=B2=93=A1;=89=D4=8Eq\r\nEND:VCARD\r\n"u8.ToArray() },
        { "a card that never ends", "BEGIN:VCARD\r\nFN:Hanako Sato\r\n"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_person_is_found_in_a_file_whatever_it_is_written_in(string kind, byte[] content)
    {
        Assert.NotNull(kind);
        using var file = new MemoryStream(content);
        Assert.True(await FileTexts.AnyAsync(file, Sato.IsIn, default));
        file.Position = 0;
        Assert.False(await FileTexts.AnyAsync(file, new PersonText(new PersonMarks { Names = ["Olga Other"], Emails = ["olga@other.example"], Numbers = ["+4930123456789"] }).IsIn, default));
    }

    private static byte[] Encoded(int page, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(page).GetBytes(text);
    }
}
