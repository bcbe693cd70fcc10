using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AcpFleet.Protocol.Identity;

/// <summary>
/// The text that lets a node join: <c>acpf1.ID.SECRET.PIN</c>. ID (8 bytes, lower-case hex) may be shown and logged;
/// SECRET (32 random bytes, base64url) may not; PIN is the <see cref="CertificatePin"/> of the fleet's CA, which the agent
/// compares before the secret leaves the node.
/// </summary>
public sealed record JoinToken(string Id, string Secret, string Pin)
{
    private const string Prefix = "acpf1";

    public static JoinToken Create(string pin) => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
        pin);

    /// <summary>The whole text, secret included.</summary>
    public string Reveal() => $"{Prefix}.{Id}.{Secret}.{Pin}";

    /// <summary>Without the secret: safe in logs.</summary>
    public override string ToString() => $"{Prefix}.{Id}.…";

    /// <summary>Takes the text apart; white space around it is forgiven.</summary>
    /// <param name="error">What is wrong with it, never quoting the secret; null on success.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out JoinToken? token, [NotNullWhen(false)] out string? error)
    {
        token = null;
        var parts = (text ?? "").Trim().Split('.');
        error = parts switch
        {
            [""] => "the join token is empty",
            [Prefix, ..] when parts.Length != 4 => $"a join token has four parts between dots; this one has {parts.Length} (was it cut when it was copied?)",
            [Prefix, var id, _, _] when id.Length != 16 || !id.All(char.IsAsciiHexDigitLower) => "the join token's second part is not 16 hexadecimal digits",
            [Prefix, _, var secret, _] when secret.Length != 43 || !Base64Url.IsValid(secret) => "the join token's third part is not 43 characters of base64url (was it cut when it was copied?)",
            [Prefix, _, _, var pin] when pin.Length != CertificatePin.Length || !Base64Url.IsValid(pin) => "the join token's last part is not 43 characters of base64url (was it cut when it was copied?)",
            [Prefix, ..] => null,
            _ => "a join token begins with 'acpf1.'; this text does not",
        };
        if (error is not null)
            return false;
        token = new JoinToken(parts[1], parts[2], parts[3]);
        return true;
    }
}
