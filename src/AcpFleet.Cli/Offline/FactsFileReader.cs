using System.Text;
using System.Text.Json;
using AcpFleet.Cli.Terminal;
using AcpFleet.Protocol.Facts;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Cli.Offline;

/// <summary>Reads one facts file, which whoever carried it may have damaged: bounded, and every fault with its place.</summary>
internal static class FactsFileReader
{
    /// <summary>A node's facts take about 100 KiB, those of 100,000 packages some 15 MiB.</summary>
    internal const int LargestFile = 32 * 1024 * 1024;

    private const int DeepestNesting = 64;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>What the file is called in messages.</summary>
    public static string NameOf(string path) => path == "-" ? "<stdin>" : path;

    /// <exception cref="FormatException">It is no facts file that can be judged; the message says why and where, without the file's name.</exception>
    public static FactsFile Read(string path, CliEnvironment environment)
    {
        var text = path == "-" ? ReadAll(environment.In) : ReadFile(path);
        FindSyntaxError(text);
        FactsFile file;
        try
        {
            file = FactsJson.Read(text);
        }
        catch (FormatException wrong) when (PlaceOf(text) is { } place)
        {
            throw new FormatException($"{place}: {wrong.Message}", wrong);
        }

        if (file.Facts.Sections.GroupBy(section => section.ContentCase).FirstOrDefault(kind => kind.Key != Section.ContentOneofCase.None && kind.Count() > 1) is { } twice)
            throw new FormatException($"The section '{twice.Key.ToString().ToLowerInvariant()}' is there {twice.Count()} times: this is not the file of one node.");
        return file;
    }

    private static string ReadFile(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, StrictUtf8);
            return ReadAll(reader);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FormatException("It does not exist.", missing);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new FormatException(Directory.Exists(path) ? "It is a directory: name the files in it." : $"It cannot be read: {denied.Message}", denied);
        }
        catch (IOException failure)
        {
            throw new FormatException($"It cannot be read: {failure.Message}", failure);
        }
        catch (DecoderFallbackException malformed)
        {
            throw new FormatException("This is not UTF-8 text, so it is no facts file.", malformed);
        }
    }

    private static string ReadAll(TextReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[64 * 1024];
        int count;
        while ((count = reader.Read(buffer)) > 0)
        {
            text.Append(buffer, 0, count);
            if (text.Length > LargestFile)
                throw new FormatException($"It is longer than the {LargestFile >> 20} MiB that are read: this is no facts file.");
        }

        return text.ToString();
    }

    // The parser of messages names no place in text that is not JSON; this one does, and does not recurse.
    private static void FindSyntaxError(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new FormatException("It is empty: the collector did not end, or the copy was cut.");
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = DeepestNesting });
            while (json.Read())
            {
            }
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}: This is not JSON, or it was cut.", wrong);
        }
        catch (ArgumentException wrong)
        {
            throw new FormatException("This text holds characters that UTF-8 cannot: it is no facts file.", wrong);
        }
    }

    /// <summary>The section that cannot be read, of a file that is JSON; null when it is not a section's fault.</summary>
    private static string? PlaceOf(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestNesting });
        if (document.RootElement is not { ValueKind: JsonValueKind.Object } root
            || !root.TryGetProperty("facts", out var facts) || facts.ValueKind != JsonValueKind.Object
            || !facts.TryGetProperty("sections", out var sections) || sections.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var (index, section) in sections.EnumerateArray().Index())
        {
            try
            {
                _ = FactsJson.ReadSection(section.GetRawText());
            }
            catch (FormatException)
            {
                var kind = section.ValueKind == JsonValueKind.Object
                    ? section.EnumerateObject().Select(one => one.Name).FirstOrDefault(name => name != "status")
                    : null;
                return $"facts.sections[{index}]{(kind is null ? "" : $".{kind}")}";
            }
        }

        return null;
    }
}
