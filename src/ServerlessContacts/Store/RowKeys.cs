using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Store;

/// <summary>
/// The row keys of every partition: a kind, <c>~</c>, and a name within the kind. The kinds are one letter, so that the rows of a
/// kind are one range: from <see cref="First"/> to <see cref="After"/>.
/// </summary>
public static class RowKeys
{
    /// <summary>The row that every transaction of the partition replaces.</summary>
    public const string Head = "h";

    /// <summary>Where the log begins; beside the kinds, as there is one of it.</summary>
    public const string LogStart = "z";

    public const char Contact = 'c';
    public const char DeletedContact = 'x';
    public const char Claim = 'u';
    public const char Member = 'm';
    public const char ApplicationKey = 'k';
    public const char TenantSettings = 't';
    public const char Favorite = 'f';

    /// <summary>A call or a message.</summary>
    public const char Interaction = 'i';

    /// <summary>How much a contact was called and written to.</summary>
    public const char Activity = 'q';

    public const char Receipt = 'r';
    public const char Import = 'i';
    public const char ImportedBlob = 'b';
    public const char WriterLease = 'w';
    public const char ActiveImport = 'a';
    public const char UploadTicket = 'p';
    public const char ReservedImport = 'q';

    /// <summary>How many bytes of sent files are kept, in the partition of a tenant's imports.</summary>
    public const char UploadedBytes = 'y';

    /// <summary>The request that an idempotency key stands for, in the partition of these.</summary>
    public const char BoundRequest = 'k';

    /// <summary>What the columns of a tenant's files hold, by name, in the partition of its imports.</summary>
    public const char SavedMapping = 'l';

    public const char Connection = 'n';
    public const char ConnectionSecrets = 'o';
    public const char DueConnection = 'd';
    public const char Change = 'z';

    /// <summary>What a connection knows of one contact and the provider's item it is linked to.</summary>
    public const char Link = 'l';

    /// <summary>From a provider's id to the contact, where the contact's own id does not follow from it.</summary>
    public const char RemoteId = 'j';

    /// <summary>What is still known of the items of an account whose connection ended, by provider and account.</summary>
    public const char PastItem = 'm';

    /// <summary>The name under which the last connection of an account knew a group, by provider and account.</summary>
    public const char PastGroup = 'a';

    /// <summary>The name under which a connection knows a group of its provider.</summary>
    public const char GroupName = 'b';

    /// <summary>How far a connection's sync has come, and who works on it.</summary>
    public const char SyncState = 'y';

    /// <summary>What a sync would take away and has not weighed yet.</summary>
    public const char Removal = 'g';

    /// <summary>The items that a page of a full listing showed.</summary>
    public const char SeenPage = 'v';

    /// <summary>Items that a sync could not handle and tries again later.</summary>
    public const char Parked = 'd';

    public const char SyncRun = 's';

    /// <summary>From a provider's subscription to the connection whose it is, in the partition of what is due.</summary>
    public const char Subscription = 's';

    /// <summary>What waits for a decision of the connection's owner.</summary>
    public const char Review = 'e';

    /// <summary>The erasure of a person: in the directory what became of it, in the partition of the unfinished which they are.</summary>
    public const char Erasure = 'e';

    /// <summary>A tenant whose search snapshot has fallen behind, in the partition of these.</summary>
    public const char SnapshotRequest = 'p';

    /// <summary>How far a look for photos that nobody names has come, in the directory.</summary>
    public const string PhotoLook = "p~photos";

    /// <summary>That a wake-up is on its way, in the partition of these.</summary>
    public const char WakeUp = 'w';

    /// <summary>What a tenant may have only so much of, beside <see cref="BoundRequest"/>.</summary>
    public const char KeptThing = 'n';

    /// <summary>What no round of a timer could handle, in the partition of these.</summary>
    public const char SetAside = 'x';

    /// <summary>A partition that somebody looks after on a day, in the partition of these.</summary>
    public const char DuePartition = 'd';

    public static string Of(char kind, string name) => $"{kind}~{name}";

    /// <summary>The name within the kind.</summary>
    public static string NameOf(string rowKey) => rowKey[2..];

    public static string First(char kind) => $"{kind}~";

    /// <summary>A bound above every key of the kind. No control character, which a query may not hold either.</summary>
    public static string After(char kind) => ((char)(kind + 1)).ToString();

    /// <summary>The least key above the given one: no key holds a space, and nothing that a key may hold is below it.</summary>
    public static string Next(string key) => key + ' ';

    public static string ChangeAt(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{Change}~{sequence:D19}");

    /// <summary>An operation id may be any text a caller sent, so a long or odd one stands as its hash.</summary>
    public static string ReceiptOf(string operation) =>
        Of(Receipt, operation.Length <= 100 ? KeyText.Encode(operation) : Hash(operation));

    /// <summary>A short name for a text that is too long or too odd for a key: 160 bits of SHA-256.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));
}
