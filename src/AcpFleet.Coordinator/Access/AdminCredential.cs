using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Hosting;
using AcpFleet.Files;
using AcpFleet.Protocol.Api;
using AcpFleet.Store;
using Microsoft.Extensions.Primitives;

namespace AcpFleet.Coordinator.Access;

/// <summary>
/// The admin token: 32 random bytes made at first start, written to a file for the administrator (0600) and kept as a
/// hash. The file may be moved away; deleting the stored hash is not possible, only a new token: see the documentation.
/// </summary>
internal sealed class AdminCredential
{
    private const string SettingName = "admin-token-sha256";
    private const string Prefix = "Bearer ";
    private const int SecretBytes = 32;

    private readonly byte[] _hash;
    private readonly AttemptThrottle _failures;

    private AdminCredential(byte[] hash, int failuresPerMinute, TimeProvider time)
    {
        _hash = hash;
        _failures = new AttemptThrottle(failuresPerMinute, time);
    }

    /// <summary>
    /// Makes the token at the first start. The file is written before the hash: after a crash in between the file is
    /// there without a hash, and its token is taken up.
    /// </summary>
    public static async Task<AdminCredential> OpenAsync(IFleetStore store, string path, CoordinatorOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var stored = await store.Settings.FindAsync(SettingName, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            var token = File.Exists(path) ? (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)).Trim() : "";
            if (token.Length < SecretBytes)
            {
                token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
                DurableFile.Write(path, Encoding.ASCII.GetBytes(token + "\n"));
            }

            stored = await store.Settings.AddAsync(SettingName, Convert.ToHexString(HashOf(token)), cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return new AdminCredential(Convert.FromHexString(stored), options.Limits.FailuresPerMinute, time);
        }
        catch (FormatException e)
        {
            throw new StartupException("the stored hash of the admin token is damaged: restore the database from a backup", e);
        }
    }

    /// <summary>Null when the request holds the token.</summary>
    public ProblemView? Check(StringValues authorization, IPAddress peer)
    {
        if (authorization.Count != 1 || authorization[0] is not { } header || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Problem(StatusCodes.Status401Unauthorized, "No token", "the request has no 'Authorization: Bearer …' header: the admin token is in the file admin-token of the coordinator's data directory");
        // The right token passes however often others failed from the same address.
        if (CryptographicOperations.FixedTimeEquals(HashOf(header[Prefix.Length..].Trim()), _hash))
            return null;
        if (!_failures.MayTry(peer))
            return Problem(StatusCodes.Status429TooManyRequests, "Too many failed tries", "too many requests with a wrong token came from this address: wait a minute");
        _failures.CountFailure(peer);
        return Problem(StatusCodes.Status401Unauthorized, "Wrong token", "the token is not this coordinator's admin token");
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static ProblemView Problem(int status, string title, string detail) => new() { Status = status, Title = title, Detail = detail };
}
