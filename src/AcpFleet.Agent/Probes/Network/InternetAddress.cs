using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>Addresses as inet_pton(3) takes them: .NET's own parser also takes "127.1", "0x7f000001" and octal parts.</summary>
internal static class InternetAddress
{
    internal static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text.Contains(':'))
        {
            // Neither scopes nor brackets belong to the address itself.
            return !text.ContainsAny('%', '[', '/') && !text.Contains(']') && IPAddress.TryParse(text, out address);
        }

        Span<byte> parts = stackalloc byte[4];
        for (var i = 0; i < 4; i++)
        {
            var dot = text.IndexOf('.');
            if (dot < 0 != (i == 3))
                return false;
            var part = i == 3 ? text : text[..dot];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out parts[i]))
            {
                return false;
            }

            text = i == 3 ? default : text[(dot + 1)..];
        }

        address = new IPAddress(parts);
        return true;
    }
}
