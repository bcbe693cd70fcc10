using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcpFleet.Cli.Connection;

/// <summary>Reads the two files of a connection, with errors that name them and never show the token.</summary>
internal static class Credentials
{
    private const int LargestToken = 4096;
    private const int LargestCa = 1024 * 1024;

    public static string ReadToken(string path)
    {
        var text = ReadText(path, LargestToken, "token file", "--token-file").Trim();
        if (text.Length == 0)
            throw new CliFault(ExitCode.InvalidInput, $"The token file {path} is empty.", "Copy admin-token from the coordinator's data directory again.");
        if (text.Any(character => character is <= ' ' or > '~'))
            throw new CliFault(ExitCode.InvalidInput, $"The token file {path} holds more than one word of visible ASCII: that is no token.", "Copy admin-token from the coordinator's data directory again.");
        return text;
    }

    public static X509Certificate2Collection ReadAuthorities(string path)
    {
        var text = ReadText(path, LargestCa, "CA file", "--ca");
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(text);
        }
        catch (CryptographicException malformed)
        {
            throw new CliFault(ExitCode.InvalidInput, $"The CA file {path} holds a certificate that cannot be read: {malformed.Message}", "Copy ca/ca.crt from the coordinator's data directory again.", malformed);
        }

        if (authorities.Count == 0)
            throw new CliFault(ExitCode.InvalidInput, $"The CA file {path} holds no certificate in PEM form.", "Copy ca/ca.crt from the coordinator's data directory again.");
        return authorities;
    }

    private static string ReadText(string path, int limit, string what, string option)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[limit + 1];
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > limit)
                throw new CliFault(ExitCode.InvalidInput, $"The {what} {path} is larger than {limit / 1024} KiB: that is no {what}.", $"Check {option}.");
            return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliFault(ExitCode.InvalidInput, $"The {what} {path} does not exist.", $"Check {option}; the coordinator may have been moved, or its data directory deleted.", missing);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliFault(ExitCode.LocalFailure, $"The {what} {path} cannot be read: {failure.Message}", "Run as the user that owns it, or have its permissions changed.", failure);
        }
    }
}
