#nullable disable
namespace Azure.Communication.Email;

#pragma warning disable CA1815 // As the official one, it is not compared.
public readonly struct EmailAddress
#pragma warning restore CA1815
{
    public EmailAddress(string address, string displayName)
    {
        Address = address;
        DisplayName = displayName;
    }

    public string Address { get; }

    public string DisplayName { get; }
}
