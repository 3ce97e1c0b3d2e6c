namespace ServerlessContacts.Search;

/// <summary>
/// Forms of Chinese characters that one family name is written with, old and new ones among them: 高橋 and 髙橋, 斉藤 and 齋藤, 渡辺 and 渡邉. Who
/// searches rarely knows which of them a person uses, and keyboards offer the common one first. Characters that make other names stay apart.
/// </summary>
internal static class NameVariants
{
    private const char First = '\u4E00';
    private const char Last = '\u9FFF';

    /// <summary>The first of each group stands for all.</summary>
    private const string Groups = """
        高髙 崎嵜 斉斎齋齊 辺邊邉 沢澤 浜濱濵 広廣 国國圀 島嶋嶌 富冨 峰峯 桜櫻 竜龍 滝瀧 真眞 恵惠 徳德
        栄榮 条條 桧檜 塩鹽 関關 団團 寿壽 実實 万萬 円圓 沖冲 剣劍劔 芦蘆 鉄鐵銕 鶏鷄 黒黑 緑綠 横橫 顕顯
        県縣 会會 学學 応應 桑桒 柳栁 晃晄 曽曾 増增 蔵藏 巣巢 静靜 浅淺 渕淵渊 瀬瀨 館舘 兎兔 凛凜 尭堯
        遥遙 瑶瑤 槙槇 弥彌 宝寶 宮宫 穂穗 豊豐 岳嶽 亀龜 来來 礼禮 頼賴 両兩 恋戀 楼樓 郎郞 録錄 奥奧
        駅驛 釈釋 気氣 経經 継繼 恒恆 晋晉 慎愼 尽盡 粋粹 枢樞 数數 声聲 総總 荘莊 双雙 続續 対對 単單
        虫蟲 鋳鑄 庁廳 聴聽 点點 伝傳 当當 党黨 灯燈 稲稻 売賣 麦麥 発發 仏佛 壮壯 並竝 満滿 黙默 薬藥
        与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 覧覽 隣鄰 霊靈 齢齡 歴歷 暦曆 暁曉 焼燒 証證 将將 奨奬 称稱
        乗乘 縄繩 譲讓 醸釀 蚕蠶 参參 賛贊 糸絲 歯齒 児兒 辞辭 収收 従從 渋澁澀 粛肅 処處 叙敍 勲勳 薫薰
        群羣 径徑 渓溪 蛍螢 芸藝 撃擊 献獻 権權 験驗 厳嚴 鉱鑛 号號 済濟 亜亞 囲圍 為爲 壱壹 衛衞 艶艷
        縁緣 温溫 穏穩 価價 絵繪 覚覺 楽樂 巌巖嵓 寛寬 歓歡 観觀 顔顏 帰歸 旧舊 挙擧 区區 駆驅 鶴靏靍 籠篭
        鴎鷗 涛濤 涙淚 蝉蟬 麺麵 莱萊 蒋蔣 祢禰 禄祿 侠俠 焔焰 涼凉 松枩 秋穐秌 船舩 緒緖 煕熙凞 萌萠 彦彥
        産產 青靑 清淸 戸戶户 穣穰 壌壤 嬢孃 呉吳 内內 黄黃 歩步 渉涉 毎每 既旣 郷鄕鄉 説說 鋭銳 悦悅 尚尙
        徴徵 虚虛 鎮鎭 巻卷 圏圈 遅遲 強强 研硏 併倂 瓶甁 桝枡 翠翆 杯盃 柏栢 梅楳 曳曵
        """;

    private static readonly char[] ByVariant = ReadGroups();

    /// <summary>The common form of a character; any other as it is.</summary>
    public static char Common(char c) => c is >= First and <= Last ? ByVariant[c - First] : c;

    private static char[] ReadGroups()
    {
        char[] common = [.. Enumerable.Range(First, Last - First + 1).Select(c => (char)c)];
        foreach (var group in Groups.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var variant in group)
            {
                common[variant - First] = group[0];
            }
        }

        return common;
    }
}
