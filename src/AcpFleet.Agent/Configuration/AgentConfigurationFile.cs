using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AcpFleet.Agent.Identity;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Yaml;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Configuration;

/// <summary>
/// Reads agent.yaml strictly: unknown keys and wrong values are errors, all of them at once. The keys are
/// <c>coordinator</c>, <c>stateDirectory</c>, <c>spoolMiB</c> and <c>logLevel</c>, each optional.
/// </summary>
internal static class AgentConfigurationFile
{
    private static readonly ImmutableArray<ChoiceWord<LogLevel>> s_levels =
    [
        new("debug", LogLevel.Debug),
        new("information", LogLevel.Information),
        new("warning", LogLevel.Warning),
        new("error", LogLevel.Error),
    ];

    /// <param name="path">The file.</param>
    /// <param name="mayBeMissing">The default file need not be there; one that was named must.</param>
    /// <param name="configuration">What it says; null with errors.</param>
    /// <param name="errors">Every error, with line and column.</param>
    public static bool TryRead(string path, bool mayBeMissing, [NotNullWhen(true)] out AgentConfiguration? configuration, out IReadOnlyList<string> errors)
    {
        errors = [];
        configuration = new AgentConfiguration();
        if (ProtectedFile.Read(path, out var text, out _) is { } failure)
        {
            if (failure.IsMissing && mayBeMissing)
                return true;
            configuration = null;
            errors = [YamlFile.Unreadable(path, failure)];
            return false;
        }

        configuration = Parse(path, text, out errors);
        return configuration is not null;
    }

    /// <summary>Null with errors.</summary>
    public static AgentConfiguration? Parse(string path, string text, out IReadOnlyList<string> errors)
    {
        errors = [];
        if (YamlFile.IsBlank(text))
            return new AgentConfiguration();
        var document = StrictYamlDocument.Parse(text);
        var configuration = document.Root is { } root ? Read(root) : null;
        errors = YamlFile.Errors(path, document);
        return errors.Count == 0 ? configuration : null;
    }

    private static AgentConfiguration Read(StrictYamlMap root)
    {
        var configuration = new AgentConfiguration
        {
            Coordinator = root.Value("coordinator", Address)?.Value,
            StateDirectory = root.Value("stateDirectory", AbsolutePath)?.Value,
            SpoolMebibytes = root.Int32("spoolMiB", AgentSettings.SmallestSpool, AgentSettings.LargestSpool),
            LogLevel = root.Choice("logLevel", s_levels),
        };
        root.Finish();
        return configuration;
    }

    /// <summary>For every file that names a coordinator.</summary>
    internal static YamlParsed<CoordinatorAddress> Address(string text) =>
        CoordinatorAddress.TryParse(text, out var address, out var error)
            ? address
            : new LocalizedText(error, $"“{text}”不是协调器地址：请写 HOST:PORT、ADDRESS:PORT 或 [IPV6]:PORT");

    private static YamlParsed<string> AbsolutePath(string text) => text.StartsWith('/')
        ? text
        : new LocalizedText($"'{text}' is not an absolute path", $"“{text}”不是绝对路径");
}
