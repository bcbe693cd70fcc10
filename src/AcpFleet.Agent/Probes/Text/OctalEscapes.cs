using System.Text;

namespace AcpFleet.Agent.Probes.Text;

/// <summary>Undoes the escapes of /proc/swaps and fstab: a backslash and three octal digits stand for a byte.</summary>
internal static class OctalEscapes
{
    internal static string Decode(ReadOnlySpan<char> field)
    {
        if (!field.Contains('\\'))
            return FactText.Line(field);
        // Escapes are bytes of UTF-8, so they are put together as bytes.
        var source = Encoding.UTF8.GetBytes(field.ToString());
        var decoded = new byte[source.Length];
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '\\' && i + 3 < source.Length && Digit(source[i + 1]) is { } a and < 4
                && Digit(source[i + 2]) is { } b && Digit(source[i + 3]) is { } c)
            {
                decoded[length++] = (byte)(a << 6 | b << 3 | c);
                i += 3;
            }
            else
            {
                decoded[length++] = source[i];
            }
        }

        return FactText.Line(Encoding.UTF8.GetString(decoded, 0, length));
    }

    private static int? Digit(byte character) => character is >= (byte)'0' and <= (byte)'7' ? character - '0' : null;
}
