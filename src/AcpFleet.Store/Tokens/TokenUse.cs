namespace AcpFleet.Store.Tokens;

/// <summary>Who wants to use a token.</summary>
/// <param name="SecretHash">SHA-256 of the secret that was shown.</param>
/// <param name="PublicKeyHash">SHA-256 of the SubjectPublicKeyInfo that asks for a certificate.</param>
public sealed record TokenUse(string TokenId, byte[] SecretHash, byte[] PublicKeyHash, DateTimeOffset At);
