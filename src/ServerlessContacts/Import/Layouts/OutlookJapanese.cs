namespace ServerlessContacts.Import.Layouts;

/// <summary>Classic Outlook's headers in Japanese; the honorific column is 肩書き, and 敬称 (様) is the suffix.</summary>
internal static class OutlookJapanese
{
    public static readonly OutlookLanguage Language = new(
        "outlook-ja",
        DateOrder.MonthFirst,
        """
        Title = 肩書き
        First Name = 名
        Middle Name = ミドル ネーム
        Last Name = 姓
        Suffix = 敬称
        Company = 会社名
        Department = 部署
        Job Title = 役職
        Business Street = 番地 (会社)
        Business Street 2 = 住所 2 (会社)
        Business Street 3 = 住所 3 (会社)
        Business City = 市町村 (会社)
        Business State = 都道府県 (会社)
        Business Postal Code = 郵便番号 (会社)
        Business Country/Region = 国 (会社)/地域
        Home Street = 番地 (自宅)
        Home Street 2 = 住所 2 (自宅)
        Home Street 3 = 住所 3 (自宅)
        Home City = 市町村 (自宅)
        Home State = 都道府県 (自宅)
        Home Postal Code = 郵便番号 (自宅)
        Home Country/Region = 国 (自宅)/地域
        Other Street = 番地 (その他)
        Other Street 2 = 住所 2 (その他)
        Other Street 3 = 住所 3 (その他)
        Other City = 市町村 (その他)
        Other State = 都道府県 (その他)
        Other Postal Code = 郵便番号 (その他)
        Other Country/Region = 国 (その他)/地域
        Assistant's Phone = 秘書の電話
        Business Fax = 会社 FAX
        Business Phone = 会社電話
        Business Phone 2 = 会社電話 2
        Callback = コールバック
        Car Phone = 自動車電話
        Company Main Phone = 会社代表電話
        Home Fax = 自宅 FAX
        Home Phone = 自宅電話
        Home Phone 2 = 自宅電話 2
        ISDN = ISDN
        Mobile Phone = 携帯電話
        Other Fax = その他の FAX
        Other Phone = その他の電話
        Pager = ポケットベル
        Primary Phone = 通常の電話
        Radio Phone = 無線電話
        TTY/TDD Phone = TTY/TDD
        Telex = テレックス
        Account = アカウント
        Anniversary = 記念日
        Assistant's Name = 秘書の氏名
        Billing Information = 経費情報
        Birthday = 誕生日
        Business Address PO Box = 会社住所私書箱
        Categories = 分類
        Children = 子供
        Company Yomi = 会社名フリガナ
        Directory Server = ディレクトリ サーバー
        E-mail Address = 電子メール アドレス
        E-mail Type = 電子メールの種類
        E-mail Display Name = 電子メール表示名
        E-mail 2 Address = 電子メール 2 アドレス
        E-mail 2 Type = 電子メール 2 の種類
        E-mail 2 Display Name = 電子メール 2 表示名
        E-mail 3 Address = 電子メール 3 アドレス
        E-mail 3 Type = 電子メール 3 の種類
        E-mail 3 Display Name = 電子メール 3 表示名
        Gender = 性別
        Given Yomi = 名前フリガナ
        Government ID Number = ID 番号
        Hobby = 趣味
        Home Address PO Box = 自宅住所私書箱
        Initials = イニシャル
        Internet Free Busy = インターネット空き時間情報
        Keywords = キーワード
        Language = 言語
        Location = 場所
        Manager's Name = マネージャー
        Mileage = 支払い条件
        Notes = メモ
        Office Location = 事業所
        Organizational ID Number = 会社 ID
        Other Address PO Box = その他住所私書箱
        Priority = 優先度
        Private = プライベート
        Profession = 職業
        Referred By = 参照事項
        Sensitivity = 秘密度
        Spouse = 配偶者
        Surname Yomi = 姓フリガナ
        User 1 = ユーザー 1
        User 2 = ユーザー 2
        User 3 = ユーザー 3
        User 4 = ユーザー 4
        Web Page = Web ページ
        """);
}
