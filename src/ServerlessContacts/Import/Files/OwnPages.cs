using System.Text;

namespace ServerlessContacts.Import.Files;

/// <summary>Pages that people have files in and that the system does not know.</summary>
public sealed class OwnPages : EncodingProvider
{
    /// <summary>The Ukrainian letters that DOS had from F2 on, where page 866 has others.</summary>
    private const string UkrainianDos =
        "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюя"
        + "ЁёҐґЄєІіЇї·√№¤■\u00A0";

    /// <summary>From A1 on; what stands before is as in all of ISO 8859.</summary>
    private const string Nordic =
        "ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ";

    private const int FirstOfNordic = 0xA1;

    private static readonly OneByteEncoding[] All =
    [
        new("cp1125", 1125, UkrainianDos),
        new("iso-8859-10", 28600, string.Concat(Enumerable.Range(0x80, FirstOfNordic - 0x80).Select(c => (char)c)) + Nordic),
    ];

    /// <summary>The only one.</summary>
    public static OwnPages Instance { get; } = new();

    public override Encoding? GetEncoding(int codepage) => Array.Find(All, page => page.CodePage == codepage);

    public override Encoding? GetEncoding(string name) =>
        Array.Find(All, page => page.WebName.Equals(name, StringComparison.OrdinalIgnoreCase));
}
