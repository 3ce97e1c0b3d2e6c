using System.Text;

namespace ServerlessContacts.Search;

/// <summary>
/// The last step of folding, in which a character may depend on the one before it: marks that repeat or lengthen, and kana that are written in
/// several ways. Payroll and bank systems know large kana only, so small and large ones are one; so are the two ways to write
/// <c>ji</c> and <c>zu</c>, <c>v</c> and <c>b</c>, and a long vowel by a mark or by its usual kana (サトー and サトウ, ケーコ and ケイコ).
/// </summary>
internal static class KanaFold
{
    private const string Small = "ぁぃぅぇぉっゃゅょゎゕゖゐゑぢづゔ";
    private const string Large = "あいうえおつやゆよわかけいえじずぶ";

    /// <summary>The small kana of Ainu names.</summary>
    private const string Extension = "くしすとぬはひふへほむらりるれろ";
    private const char FirstExtension = '\u31F0';

    private const char VoicingMark = '\u3099';
    private const char HalfVoicingMark = '\u309A';

    public static void Append(LineBuffer folded, char c, FoldForm form)
    {
        if (c < '々' && c != '~')
        {
            folded.Append(c);
        }
        else if (Kana.IsFolded(c))
        {
            AppendKana(folded, c, form);
        }
        else if (Kana.IsContinuing(c))
        {
            AppendContinuing(folded, c, form);
        }
        else if (c is VoicingMark or HalfVoicingMark && WithMark(folded.Last, c) is var voiced and not ' ')
        {
            folded.ReplaceLast(form == FoldForm.Spoken ? voiced : LargeOf(voiced));
        }
        else if (c - FirstExtension is var at and >= 0 && at < Extension.Length)
        {
            folded.Append(Extension[at]);
        }
        else
        {
            folded.Append(NameVariants.Common(c));
        }
    }

    private static void AppendKana(LineBuffer folded, char c, FoldForm form)
    {
        if (form == FoldForm.Spoken)
        {
            folded.Append(c);
            return;
        }

        if (folded.Last == 'ぶ' && AfterV(c) is var merged and not ' ')
        {
            folded.ReplaceLast(merged);
            if (c != 'ゅ')
            {
                return;
            }
        }

        folded.Append(LargeOf(c));
    }

    private static char LargeOf(char kana) => Small.IndexOf(kana, StringComparison.Ordinal) is var at and >= 0 ? Large[at] : kana;

    /// <summary>ヴァ as バ, ヴュ as ビュ.</summary>
    private static char AfterV(char small) => small switch
    {
        'ぁ' => 'ば',
        'ぃ' or 'ゅ' => 'び',
        'ぇ' => 'べ',
        'ぉ' => 'ぼ',
        _ => ' ',
    };

    private static void AppendContinuing(LineBuffer folded, char c, FoldForm form)
    {
        if (Kana.IsLongMark(c))
        {
            Lengthen(folded, c, form);
        }
        else if (c is '々' or '〻')
        {
            RepeatCharacter(folded, c);
        }
        else if (Kana.IsFolded(folded.Last))
        {
            AppendKana(folded, Repeated(folded.Last, c), form);
        }
        else
        {
            folded.Append(c);
        }
    }

    /// <summary>Where there is no kana to lengthen, the mark stands for a dash (３ー５) or a wave.</summary>
    private static void Lengthen(LineBuffer folded, char mark, FoldForm form)
    {
        var last = folded.Last;
        if (form == FoldForm.Spoken && (last == Kana.LongMark || Kana.IsFolded(last)))
        {
            folded.Append(Kana.LongMark);
        }
        else if (!Kana.IsFolded(last))
        {
            folded.Append(mark is Kana.LongMark or 'ｰ' ? '-' : '~');
        }
        else if (Kana.VowelOf(last) is var vowel and not ' ')
        {
            folded.Append(vowel switch { 'お' => 'う', 'え' => 'い', _ => vowel });
        }
    }

    /// <summary>佐々木 as 佐佐木.</summary>
    private static void RepeatCharacter(LineBuffer folded, char mark)
    {
        var line = folded.Line;
        Rune.DecodeLastFromUtf16(line, out var last, out var length);
        if (line.IsEmpty || !IsChinese(last))
        {
            folded.Append(mark);
        }
        else
        {
            Span<char> repeated = stackalloc char[2];
            line[^length..].CopyTo(repeated);
            folded.Append(repeated[..length]);
        }
    }

    private static bool IsChinese(Rune rune) => rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>すゝ as すす, すゞ as すず, づゝ as づつ.</summary>
    private static char Repeated(char kana, char mark)
    {
        var plain = kana.ToString().Normalize(NormalizationForm.FormD)[0];
        return mark == 'ゞ' && WithMark(plain, VoicingMark) is var voiced and not ' ' ? voiced : plain;
    }

    /// <summary>A kana and a mark that Unicode has no one character for until the kana is a large one; a blank where there is none.</summary>
    private static char WithMark(char kana, char mark) =>
        Kana.IsFolded(kana) && $"{kana}{mark}".Normalize(NormalizationForm.FormC) is [var voiced] ? voiced : ' ';
}
