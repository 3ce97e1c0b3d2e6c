namespace ServerlessContacts.Import.Files.Languages;

/// <summary>
/// Letters beyond ASCII of languages in Latin script with how many of a thousand they are, counted in the names that CLDR has for
/// countries, languages and currencies.
/// </summary>
internal static class LatinLanguages
{
    public static IReadOnlyList<LanguageModel> All { get; } =
    [
        new("fr", Script.Latin, 1,
            "é628 î120 ï101 è62 ç31 ü7 ó7 â7 å5 ô5 ë5 ñ5 û5 ê2 ö2 õ2 í2 á2"),
        new("de", Script.Latin, 1,
            "ä328 ü314 ö168 é36 í36 ß29 å15 ã15 ó15 ç7 ô7 ā7 ú7 õ7 ł7"),
        new("es", Script.Latin, 1,
            "á352 é205 í193 ó129 ñ55 ú53 ü9 ô2 ö2"),
        new("pt", Script.Latin, 0.7,
            "á359 ã185 ê112 í83 é82 ó67 â36 ú27 ç22 ô18 õ4 ü3 å1 ö1"),
        new("it", Script.Latin, 0.7,
            "é161 í161 ì161 ü97 ó97 å65 ù65 ç32 æ32 ø32 ã32 à32 õ32"),
        new("sv", Script.Latin, 0.6,
            "ö418 ä306 å118 é53 ç18 í18 ü18 ó18 ã12 á12 ñ6 õ6"),
        new("fi", Script.Latin, 0.4,
            "ä491 š186 ž111 ö97 é22 ó18 í13 ü13 ã9 ñ9 ç4 å4 î4 õ4 ú4 ł4 á4"),
        new("da", Script.Latin, 0.6,
            "ø583 æ219 å83 é42 ü21 ç10 ã10 í10 ö10 ó10"),
        new("nb", Script.Latin, 0.4,
            "ø738 å108 é38 æ38 ç15 ó15 ü15 ã8 í8 \u03138 á8"),
        new("is", Script.Latin, 0.2,
            "í458 ú150 ó147 ð106 á61 æ28 ö18 ý16 þ8 é7 ü1"),
        new("nl", Script.Latin, 0.4,
            "ë628 ï115 é51 ö38 ü38 ç26 å26 î26 ó26 í13 õ13"),
        new("ca", Script.Latin, 0.3,
            "à438 è217 í125 ò91 ó34 ú32 ç18 ü12 é11 ï7 ö5 å4 ã4 ô2 á2"),
        new("pl", Script.Latin, 0.5,
            "ń412 ł214 ż106 ś87 ó82 ę34 ą32 ź11 é5 ç3 ô3 å3 ä3 ú3 õ3 í3"),
        new("cs", Script.Latin, 0.5,
            "š261 á168 ý148 č134 í110 é66 ž40 ě18 ř18 ú12 ů8 ň6 ó5 ď2 å1 ü1 ç1 ä1 õ1"),
        new("sk", Script.Latin, 0.3,
            "č313 á187 ý169 š91 é75 í50 ž41 ó34 ú17 ľ7 ä6 ň5 ď2 ü1 ç1 ť1 ê1"),
        new("hu", Script.Latin, 0.4,
            "á283 é237 ő164 ó116 ö68 í65 ú34 ü26 å2 ã2 ç1 ű1"),
        new("ro", Script.Latin, 0.3,
            "ă745 ş81 ţ65 â54 é11 î11 í7 å5 ã5 ó5 ü5 ç2 ô2 ö2"),
        new("hr", Script.Latin, 0.3,
            "č400 š309 ž223 ć34 đ11 å8 é8 ç4 ü4"),
        new("sl", Script.Latin, 0.2,
            "č520 š418 ž60 ç1 ö1 é1"),
        new("sq", Script.Latin, 0.1,
            "ë861 ç129 ü7 ô3"),
        new("lt", Script.Latin, 0.3,
            "ų546 ė136 ž114 č91 š80 ū29 ą2 į1"),
        new("lv", Script.Latin, 0.3,
            "ā345 š154 ī117 ē87 ņ62 ž59 č55 ū49 ļ35 ķ19 ģ15 é1"),
        new("et", Script.Latin, 0.3,
            "š261 õ194 ä184 ü142 ž132 ö52 é16 ã6 í6 ç3 å3"),
        new("tr", Script.Latin, 0.4,
            "ı385 ç248 ü118 ş83 İ72 ğ62 ö26 å3 ô2 õ2"),
        new("vi", Script.Latin, 0.3,
            "ê235 \u0301230 \u030093 ơ70 \u030964 â62 ô53 đ43 \u032334 ư30 \u030326 á17 à15 ă9 é5 í4 ú3 ó3 ù1 ü1 ç1 å1"),
    ];
}
