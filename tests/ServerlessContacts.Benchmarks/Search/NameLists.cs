namespace ServerlessContacts.Benchmarks.Search;

/// <summary>A part of a name as it is written and, where that does not say it, as it is read.</summary>
internal readonly record struct NamePart(string Written, string Reading = "", string Romaji = "");

/// <summary>Names of a language, the common ones first; beyond them, rare ones are put together of its syllables.</summary>
internal sealed record NameList(NamePart[] Family, NamePart[] Given, NamePart[] Starts, NamePart[] Ends)
{
    public static NameList English { get; } = new(
        Parts("Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Hughes Edwards O'Brien Murphy Kelly"),
        Parts("James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Chris Nancy Daniel Lisa Emma"),
        Parts("Ash Black Brad Car Clay Cole Dal East Fair Glen Hamp Har Hol Ken Lang Mar Nor Oak Pem Rad Red Sand Stan Thorn Wal West Whit Win Wood York"),
        Parts("bourne brook bury by combe cott dale den field ford gate ham hurst land ley low man mere more ridge shaw son stead ston ton wick wood worth well wright"));

    public static NameList French { get; } = new(
        Parts("Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefèvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau"),
        Parts("Jean Marie Pierre Michel Nathalie André Isabelle Philippe Sylvie Alain Catherine Jean-Pierre Françoise Nicolas Élodie Julien Aurélie Christophe Céline Léa Louis Hugo Chloé Inès Anne-Marie"),
        Parts("Beau Bel Bois Bon Bour Chap Char Cor Cour Del Des Des Fau Gar Gui Lam Lar Mar Mer Mon Mou Pel Per Pon Ram Rem Ros Sau Val Vil"),
        Parts("aud ault bert champ court deau don dier euil fort gny lier lin mont neau nier ot quet ron roux sard selle sier teau tier tin val vet vier zac"));

    public static NameList German { get; } = new(
        Parts("Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Weiß"),
        Parts("Peter Michael Thomas Andreas Wolfgang Claus Jürgen Günter Stefan Ursula Maria Monika Petra Sabine Renate Karin Andrea Hans-Jürgen Anna Jonas Lukas Leonie Mia Ben Jörg"),
        Parts("Ahr Bach Berg Birk Blum Brand Buch Dorn Eich Eisen Fels Gold Grün Hack Hart Hoch Holz Kahl Kirch Lang Lind Löwen Mühl Neu Ost Rosen Schön Stein Wald Wein"),
        Parts("acker bach bauer berg brecht burger dorf eck egger feld hardt hauer haus heim hofer huber kamp lein mann meier müller reuter richter rich schmidt stein thal tner winkler wirth"));

    public static NameList Japanese { get; } = new(
        Read("佐藤/さとう/SATO 鈴木/すずき/SUZUKI 高橋/たかはし/TAKAHASI 田中/たなか/TANAKA 渡辺/わたなべ/WATANABE 伊藤/いとう/ITO 山本/やまもと/YAMAMOTO 中村/なかむら/NAKAMURA 小林/こばやし/KOBAYASI 加藤/かとう/KATO 吉田/よしだ/YOSIDA 山田/やまだ/YAMADA 佐々木/ささき/SASAKI 松本/まつもと/MATUMOTO 井上/いのうえ/INOE 木村/きむら/KIMURA 林/はやし/HAYASI 清水/しみず/SIMIZU 斎藤/さいとう/SAITO 山口/やまぐち/YAMAGUTI"),
        Read("太郎/たろう/TARO 花子/はなこ/HANAKO 一郎/いちろう/ITIRO 健/けん/KEN 直樹/なおき/NAOKI 美咲/みさき/MISAKI 陽菜/ひな/HINA 翔太/しょうた/SYOTA 大輔/だいすけ/DAISUKE 恵子/けいこ/KEIKO 由美/ゆみ/YUMI 真由美/まゆみ/MAYUMI 誠/まこと/MAKOTO 浩/ひろし/HIROSI 愛/あい/AI 明美/あけみ/AKEMI 哲也/てつや/TETUYA 蓮/れん/REN 結衣/ゆい/YUI 優子/ゆうこ/YUKO"),
        Read("大/おお/O 小/こ/KO 上/うえ/UE 下/しも/SIMO 中/なか/NAKA 前/まえ/MAE 東/ひがし/HIGASI 西/にし/NISI 北/きた/KITA 南/みなみ/MINAMI 高/たか/TAKA 長/なが/NAGA 古/ふる/FURU 新/あら/ARA 石/いし/ISI 岩/いわ/IWA 金/かね/KANE 竹/たけ/TAKE 松/まつ/MATU 杉/すぎ/SUGI 森/もり/MORI 桜/さくら/SAKURA 青/あお/AO 黒/くろ/KURO 白/しら/SIRA 藤/ふじ/FUZI 福/ふく/FUKU 宮/みや/MIYA 三/み/MI 八/や/YA"),
        Read("田/た/TA 山/やま/YAMA 川/かわ/KAWA 村/むら/MURA 野/の/NO 原/はら/HARA 木/き/KI 沢/さわ/SAWA 島/しま/SIMA 崎/さき/SAKI 本/もと/MOTO 井/い/I 内/うち/UTI 口/ぐち/GUTI 谷/たに/TANI 橋/はし/HASI 浜/はま/HAMA 岡/おか/OKA 林/ばやし/BAYASI 尾/お/O 倉/くら/KURA 畑/はた/HATA 池/いけ/IKE 坂/さか/SAKA 江/え/E 部/べ/BE 戸/と/TO 津/つ/TU 屋/や/YA 塚/つか/TUKA"));

    private static NamePart[] Parts(string names) => [.. names.Split(' ').Select(name => new NamePart(name))];

    private static NamePart[] Read(string names) => [.. names.Split(' ').Select(name => name.Split('/')).Select(part => new NamePart(part[0], part[1], part[2]))];
}
