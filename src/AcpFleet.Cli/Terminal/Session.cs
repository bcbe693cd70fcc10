using System.Text.Json.Serialization.Metadata;
using AcpFleet.Checks.Model;

namespace AcpFleet.Cli.Terminal;

/// <summary>One run of one command: where it writes, in which form and language.</summary>
internal sealed class Session
{
    public Session(CliEnvironment environment, Language language, bool json)
    {
        Environment = environment;
        Json = json;
        Out = new Screen(environment.Out, environment.OutTraits, environment.Variable, language);
        Error = new Screen(environment.Error, environment.ErrorTraits, environment.Variable, language);
    }

    public CliEnvironment Environment { get; }

    /// <summary>The answer, and nothing else.</summary>
    public Screen Out { get; }

    /// <summary>Progress, remarks and errors.</summary>
    public Screen Error { get; }

    /// <summary>One JSON document on standard output instead of text.</summary>
    public bool Json { get; }

    public TimeProvider Time => Environment.Time;

    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => JsonOutput.Write(Environment.Out, value, type);
}
