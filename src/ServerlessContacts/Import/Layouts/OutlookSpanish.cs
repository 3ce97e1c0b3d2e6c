namespace ServerlessContacts.Import.Layouts;

/// <summary>Classic Outlook's headers in Spanish; versions differ in some of them.</summary>
internal static class OutlookSpanish
{
    public static readonly OutlookLanguage Language = new(
        "outlook-es",
        DateOrder.DayFirst,
        """
        Title = Título | Tratamiento
        First Name = Nombre
        Middle Name = Segundo nombre
        Last Name = Apellidos | Apellido
        Suffix = Sufijo
        Company = Organización | Compañía | Empresa
        Department = Departamento
        Job Title = Puesto | Cargo
        Business Street = Calle del trabajo
        Business Street 2 = Calle del trabajo 2
        Business Street 3 = Calle del trabajo 3
        Business City = Ciudad de trabajo | Ciudad del trabajo
        Business State = Provincia o estado de trabajo | Provincia o estado del trabajo
        Business Postal Code = Código postal del trabajo | Código postal de trabajo
        Business Country/Region = País o región del trabajo | País/Región del trabajo | País del trabajo
        Home Street = Calle del domicilio | Calle particular
        Home Street 2 = Calle del domicilio 2 | Calle particular 2
        Home Street 3 = Calle del domicilio 3 | Calle particular 3
        Home City = Ciudad del domicilio | Ciudad de residencia
        Home State = Provincia o estado del domicilio | Provincia o estado de residencia
        Home Postal Code = Código postal del domicilio | Código postal de residencia
        Home Country/Region = País o región del domicilio | País/Región del domicilio | País del domicilio
        Other Street = Otra calle
        Other Street 2 = Otra calle 2
        Other Street 3 = Otra calle 3
        Other City = Otra ciudad
        Other State = Otra provincia o estado
        Other Postal Code = Otro código postal
        Other Country/Region = Otro país o región | Otro país/región | Otro país
        Assistant's Phone = Teléfono del ayudante | Teléfono del asistente
        Business Fax = Fax del trabajo
        Business Phone = Teléfono del trabajo
        Business Phone 2 = Teléfono del trabajo 2 | Teléfono 2 del trabajo
        Callback = Devolución de llamada
        Car Phone = Teléfono del automóvil
        Company Main Phone = Número de centralita de la organización | Teléfono principal de la organización
        Home Fax = Fax particular
        Home Phone = Teléfono particular | Particular
        Home Phone 2 = Teléfono particular 2 | Teléfono 2 particular | Número de teléfono 2 particular
        ISDN = RDSI
        Mobile Phone = Teléfono móvil
        Other Fax = Otro fax
        Other Phone = Otro teléfono
        Pager = Localizador
        Primary Phone = Teléfono principal
        Radio Phone = Radioteléfono
        TTY/TDD Phone = Teléfono TTY/TDD | Número de teletipo
        Telex = Télex
        Account = Cuenta
        Anniversary = Aniversario
        Assistant's Name = Nombre del ayudante | Nombre del asistente
        Billing Information = Información de facturación
        Birthday = Cumpleaños
        Business Address PO Box = Apartado postal del trabajo | Apartado de correos del trabajo
        Categories = Categorías
        Children = Hijos
        Directory Server = Servidor de directorio
        E-mail Address = Dirección de correo electrónico | Dirección del correo electrónico
        E-mail Type = Tipo de correo electrónico
        E-mail Display Name = Nombre de pantalla de correo electrónico | Nombre para mostrar del correo electrónico
        E-mail 2 Address = Dirección de correo electrónico 2 | Dirección del correo electrónico 2
        E-mail 2 Type = Tipo de correo electrónico 2
        E-mail 2 Display Name = Nombre de pantalla de correo electrónico 2 | Nombre para mostrar del correo electrónico 2
        E-mail 3 Address = Dirección de correo electrónico 3 | Dirección del correo electrónico 3
        E-mail 3 Type = Tipo de correo electrónico 3
        E-mail 3 Display Name = Nombre de pantalla de correo electrónico 3 | Nombre para mostrar del correo electrónico 3
        Gender = Sexo
        Government ID Number = Número de identificación gubernamental | Id. del gobierno
        Hobby = Afición | Aficiones
        Home Address PO Box = Apartado postal del domicilio | Apartado de correos del domicilio
        Initials = Iniciales
        Internet Free Busy = Disponibilidad en Internet | Información de disponibilidad en Internet
        Keywords = Palabras clave
        Language = Idioma
        Location = Ubicación
        Manager's Name = Nombre del director | Nombre del jefe
        Mileage = Kilometraje
        Notes = Notas
        Office Location = Ubicación de la oficina | Oficina
        Organizational ID Number = Número de identificación de la organización
        Other Address PO Box = Otro apartado postal | Otro apartado de correos
        Priority = Prioridad
        Private = Privado
        Profession = Profesión
        Referred By = Referencia | Recomendado por
        Sensitivity = Confidencialidad | Carácter
        Spouse = Cónyuge
        User 1 = Usuario 1
        User 2 = Usuario 2
        User 3 = Usuario 3
        User 4 = Usuario 4
        Web Page = Página Web
        """);
}
