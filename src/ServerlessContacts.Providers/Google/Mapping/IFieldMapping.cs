using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>One field of a person in the words of a contact. What a view shows of a person that was edited is what the edit wanted, as far as Google holds it.</summary>
internal interface IFieldMapping
{
    /// <summary>Its name in Google's masks.</summary>
    string Field { get; }

    /// <summary>The contact with what the person says in this field.</summary>
    Contact View(Person person, Contact contact);

    /// <summary>Makes the person's field say what is wanted; false where it does already.</summary>
    bool Edit(Person person, Contact wanted);

    void Copy(Person from, Person to);
}
