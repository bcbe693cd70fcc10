using System.Text;
using AcpFleet.Checks.Plan;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Plans;

/// <summary>Reads fleet.yaml from a file, or from standard input for "-".</summary>
internal static class PlanFile
{
    private const int LargestFile = 16 * 1024 * 1024;

    /// <summary>What the file is called in messages.</summary>
    public static string NameOf(string path) => path == "-" ? "<stdin>" : path;

    public static string ReadText(string path, CliEnvironment environment)
    {
        if (path == "-")
            return ReadAll(environment.In);
        try
        {
            using var file = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return ReadAll(file);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliFault(ExitCode.InvalidInput, $"{path} does not exist.", "Write one with 'acpfleet plan init'.", missing);
        }
        catch (DecoderFallbackException malformed)
        {
            throw new CliFault(ExitCode.InvalidInput, $"{path} is not UTF-8 text (a byte that cannot be read near position {malformed.Index}).", "Save it as UTF-8.", malformed);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliFault(ExitCode.LocalFailure, $"{path} cannot be read: {failure.Message}", "Check its permissions.", failure);
        }
    }

    public static PlanReadResult Read(string path, CliEnvironment environment) =>
        FleetPlanReader.Read(ReadText(path, environment), NameOf(path));

    private static string ReadAll(TextReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        int count;
        while ((count = reader.Read(buffer)) > 0)
        {
            text.Append(buffer, 0, count);
            if (text.Length > LargestFile)
                throw new CliFault(ExitCode.InvalidInput, $"The plan is longer than {LargestFile / (1024 * 1024)} million characters: that is no fleet plan.");
        }

        return text.ToString();
    }
}
