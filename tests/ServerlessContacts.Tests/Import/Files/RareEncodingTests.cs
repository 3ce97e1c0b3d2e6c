using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Tests.Import.Files;

/// <summary>No wrong letter comes in silence: files in pages that few use are read as they were written, or asked about.</summary>
public sealed class RareEncodingTests
{
    private const double Sure = 0.9;

    private const string Portuguese = "João Conceição,São Paulo,Antônio Guimarães,Inês Gonçalves,Simão Leitão,Brandão Irmãos,Conceição Magalhães,Lourenço Falcão,Júlia Araújo,Estêvão Simões";
    private const string Lithuanian = "Rūta Šimkutė,Eglė Jankūnaitė,Žydrūnas Kęstutis,Jūratė Čepaitė,Šarūnas Vėlius,Birutė Žukaitė,Šiauliai,Panevėžys,Mažeikiai,Kėdainiai";
    private const string Ukrainian =
        "Тарас Шевченко,Юлія Біла,Їжакевич Ганна,Наталія Єфименко,Ірина Ґонтар,Київ,Харків,Чернігів,Вінниця,Запоріжжя";

    [Theory]
    [InlineData("ibm860", "João Conceição,São Paulo")]
    [InlineData("ibm860", "São Paulo")]
    [InlineData("ibm860", Portuguese)]
    [InlineData("ibm861", "Þórður Ægisson,Jón Þórðarson")]
    [InlineData("ibm863", "Hélène Côté,Zoë Lévêque,Québec")]
    [InlineData("ibm865", "Bjørn Sæther,Åse Øvergård,Tromsø")]
    [InlineData("iso-8859-4", "Rūta Šimkutė,Eglė Jankūnaitė")]
    [InlineData("iso-8859-4", "Rūta Šimkutė")]
    [InlineData("iso-8859-4", "Eglė Jankūnaitė")]
    [InlineData("iso-8859-4", Lithuanian)]
    [InlineData("iso-8859-10", "Rūta Šimkutė,Eglė Jankūnaitė")]
    [InlineData("iso-8859-10", Lithuanian)]
    [InlineData("iso-8859-13", "Rūta Šimkutė,Eglė Jankūnaitė")]
    [InlineData("iso-8859-13", Lithuanian)]
    [InlineData("cp1125", "Тарас Шевченко,Юлія Біла,Їжакевич Ганна")]
    [InlineData("cp1125", "Юлія Біла")]
    [InlineData("cp1125", "Їжакевич Ганна")]
    [InlineData("cp1125", Ukrainian)]
    public async Task A_text_is_read_as_it_was_written_or_asked_about(string encoding, string names)
    {
        var bytes = Encode(encoding, names);
        var survey = await SurveyAsync(bytes);
        var read = Rows(TextEncodings.Get(survey.Encoding).GetString(bytes));
        Assert.True(!survey.IsSure || read == names, $"{survey.Encodings[0]}: {read}");
        Assert.Contains(survey.Encodings.Take(4), guess => Rows(TextEncodings.Get(guess.Name).GetString(bytes)) == names);
    }

    [Theory]
    [InlineData("ibm860", Portuguese)]
    [InlineData("iso-8859-4", Lithuanian)]
    [InlineData("iso-8859-10", Lithuanian)]
    [InlineData("cp1125", Ukrainian)]
    public async Task Ten_names_in_it_are_enough(string encoding, string names)
    {
        var survey = await SurveyAsync(Encode(encoding, names));
        Assert.Equal((names, true), (Rows(TextEncodings.Get(survey.Encoding).GetString(Encode(encoding, names))), survey.IsSure));
    }

    private static string Rows(string file) => file["name\n".Length..].TrimEnd('\n').Replace('\n', ',');

    private static byte[] Encode(string encoding, string names) => Bytes(encoding, $"name\n{names.Replace(',', '\n')}\n");

    /// <summary>Written by tables of its own where no provider of the system has the page.</summary>
    private static byte[] Bytes(string encoding, string text) => encoding switch
    {
        "cp1125" => [.. text.Select(c => "ҐґЄєІіЇї".IndexOf(c, StringComparison.Ordinal) is >= 0 and var own ? (byte)(0xF2 + own) : TextEncodings.Get("cp866").GetBytes([c])[0])],
        "iso-8859-10" => [.. text.Select(c => "šžč".IndexOf(c, StringComparison.Ordinal) is >= 0 and var small ? new byte[] { 0xBA, 0xBC, 0xE8 }[small]
            : "ŠŽū".IndexOf(c, StringComparison.Ordinal) is >= 0 and var large ? new byte[] { 0xAA, 0xAC, 0xBE }[large] : TextEncodings.Get("iso-8859-4").GetBytes([c])[0])],
        _ => TextEncodings.Get(encoding).GetBytes(text),
    };

    private static Task<FileSurvey> SurveyAsync(byte[] file) => FileSurvey.TakeAsync(new MemoryStream(file), null, default);
}
