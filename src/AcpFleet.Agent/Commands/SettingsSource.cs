using AcpFleet.Agent.Configuration;

namespace AcpFleet.Agent.Commands;

/// <summary>Puts an agent's settings together: the command line before the configuration file before the defaults.</summary>
internal static class SettingsSource
{
    /// <param name="config">What --config says; null: the default file, which need not be there.</param>
    /// <param name="state">What --state says, or null.</param>
    /// <param name="root">What --root says.</param>
    /// <returns>Null when the file is wrong; each error was said.</returns>
    public static AgentSettings? Read(string? config, string? state, string root)
    {
        var files = new AgentFiles(config ?? AgentFiles.DefaultConfiguration);
        if (!AgentConfigurationFile.TryRead(files.Configuration, mayBeMissing: config is null, out var configuration, out var errors))
        {
            foreach (var error in errors)
                Fault.Say(error, ExitCode.InvalidInput);
            return null;
        }

        var defaults = new AgentSettings { Files = files, Root = root };
        return defaults with
        {
            StateDirectory = state ?? configuration.StateDirectory ?? defaults.StateDirectory,
            Coordinator = configuration.Coordinator,
            SpoolMebibytes = configuration.SpoolMebibytes ?? defaults.SpoolMebibytes,
            LogLevel = configuration.LogLevel ?? defaults.LogLevel,
        };
    }
}
