using AcpFleet.Protocol.V1;
using Google.Protobuf;

namespace AcpFleet.Protocol.Facts;

/// <summary>A facts file as protobuf JSON: what the <c>facts</c> command writes and an offline evaluation reads.</summary>
public static class FactsJson
{
    /// <summary>The format that this version writes and the only one it reads.</summary>
    public const uint Format = 1;

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation());

    /// <summary>Indented protobuf JSON with camel-case names, without a line end.</summary>
    public static string Write(FactsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Formatter.Format(file);
    }

    /// <exception cref="FormatException">The text is no facts file of this format; the message says why.</exception>
    public static FactsFile Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var file = Parse<FactsFile>(json);
        if (file.Format != Format)
            throw new FormatException($"This facts file has format {file.Format}; this version reads format {Format}. Write it again with an agent of this version.");
        return file.Facts is not null ? file : throw new FormatException("This facts file holds no facts.");
    }

    /// <summary>One section of a facts file, to find which of them is wrong.</summary>
    /// <exception cref="FormatException">The text is no section.</exception>
    public static Section ReadSection(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse<Section>(json);
    }

    private static T Parse<T>(string json)
        where T : IMessage, new()
    {
        try
        {
            return Reading.Parser.Parse<T>(json);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException or FormatException or ArgumentException
                                      or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"This is not a facts file: {e.Message}", e);
        }
    }

    /// <summary>Apart, so that a program that only writes does not carry the parser.</summary>
    private static class Reading
    {
        // A later version may have added fields: what is not known is skipped, as on the wire.
        internal static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));
    }
}
