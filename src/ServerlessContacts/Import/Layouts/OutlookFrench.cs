namespace ServerlessContacts.Import.Layouts;

/// <summary>Classic Outlook's headers in French. <c>Titre</c> stands there twice: the honorific in front, the job title after the department; and <c>Anniversaire</c> is the birthday.</summary>
internal static class OutlookFrench
{
    public static readonly OutlookLanguage Language = new(
        "outlook-fr",
        DateOrder.DayFirst,
        """
        Title = Titre | Civilité
        First Name = Prénom
        Middle Name = Deuxième prénom
        Last Name = Nom | Nom de famille
        Suffix = Suffixe
        Company = Société | Entreprise
        Department = Service
        Job Title = Titre | Fonction
        Business Street = Rue (bureau)
        Business Street 2 = Rue (bureau) 2
        Business Street 3 = Rue (bureau) 3
        Business City = Ville (bureau)
        Business State = Dép/Région (bureau) | Région (bureau)
        Business Postal Code = Code postal (bureau)
        Business Country/Region = Pays/Région (bureau) | Pays (bureau)
        Home Street = Rue (domicile)
        Home Street 2 = Rue (domicile) 2
        Home Street 3 = Rue (domicile) 3
        Home City = Ville (domicile)
        Home State = Dép/Région (domicile) | Région (domicile)
        Home Postal Code = Code postal (domicile)
        Home Country/Region = Pays/Région (domicile) | Pays (domicile)
        Other Street = Rue (autre)
        Other Street 2 = Rue (autre) 2
        Other Street 3 = Rue (autre) 3
        Other City = Ville (autre)
        Other State = Dép/Région (autre) | Région (autre)
        Other Postal Code = Code postal (autre)
        Other Country/Region = Pays/Région (autre) | Pays (autre)
        Assistant's Phone = Téléphone de l'assistant(e)
        Business Fax = Télécopie (bureau)
        Business Phone = Téléphone (bureau)
        Business Phone 2 = Téléphone 2 (bureau)
        Callback = Rappel
        Car Phone = Téléphone (voiture)
        Company Main Phone = Téléphone société
        Home Fax = Télécopie (domicile)
        Home Phone = Téléphone (domicile)
        Home Phone 2 = Téléphone 2 (domicile)
        ISDN = RNIS
        Mobile Phone = Tél. mobile | Téléphone mobile
        Other Fax = Télécopie (autre)
        Other Phone = Téléphone (autre)
        Pager = Récepteur de radiomessagerie
        Primary Phone = Téléphone principal
        Radio Phone = Radio téléphone
        TTY/TDD Phone = Téléphone TDD/TTY
        Telex = Télex
        Account = Compte
        Anniversary = Anniversaire de mariage ou fête
        Assistant's Name = Nom de l'assistant(e)
        Billing Information = Informations facturation
        Birthday = Anniversaire
        Business Address PO Box = B.P. professionnelle
        Categories = Catégories
        Children = Enfants
        Directory Server = Serveur d'annuaire
        E-mail Address = Adresse de messagerie | Adresse de courrier
        E-mail Type = Type de messagerie | Type de courrier
        E-mail Display Name = Nom complet de l'adresse de messagerie | Nom d'affichage de messagerie
        E-mail 2 Address = Adresse de messagerie 2 | Adresse de courrier 2
        E-mail 2 Type = Type de messagerie 2 | Type de courrier 2
        E-mail 2 Display Name = Nom complet de l'adresse de messagerie 2 | Nom d'affichage de messagerie 2
        E-mail 3 Address = Adresse de messagerie 3 | Adresse de courrier 3
        E-mail 3 Type = Type de messagerie 3 | Type de courrier 3
        E-mail 3 Display Name = Nom complet de l'adresse de messagerie 3 | Nom d'affichage de messagerie 3
        Gender = Sexe
        Government ID Number = Code gouvernement
        Hobby = Passe-temps
        Home Address PO Box = Boîte postale du domicile
        Initials = Initiales
        Internet Free Busy = Disponibilité Internet
        Keywords = Mots clés
        Language = Langue
        Location = Emplacement
        Manager's Name = Responsable
        Mileage = Kilométrage
        Notes = Notes
        Office Location = Bureau
        Organizational ID Number = Numéro d'identification de l'organisation
        Other Address PO Box = Autre boîte postale
        Priority = Priorité
        Private = Privé
        Profession = Profession
        Referred By = Recommandé par
        Sensitivity = Critère de diffusion
        Spouse = Conjoint(e)
        User 1 = Utilisateur 1
        User 2 = Utilisateur 2
        User 3 = Utilisateur 3
        User 4 = Utilisateur 4
        Web Page = Page Web
        """);
}
