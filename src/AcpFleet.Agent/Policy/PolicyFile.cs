using AcpFleet.Agent.Configuration;
using AcpFleet.Agent.Native;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Agent.Policy;

/// <summary>
/// Reads policy.yaml. Owned by root and writable by nobody else, or it does not count; missing, broken or of a mode that
/// this version does not know, or it does not count either: the agent then only observes.
/// </summary>
internal static class PolicyFile
{
    private const string ApiVersion = "acpfleet/v1";

    public static LocalPolicy Read(string path) => Read(path, LibC.EffectiveUser());

    /// <param name="path">The file.</param>
    /// <param name="user">Whom the agent runs as.</param>
    internal static LocalPolicy Read(string path, uint user)
    {
        if (ProtectedFile.Read(path, out var text, out var status) is { } failure)
            return LocalPolicy.ObserveBecause(failure.IsMissing ? $"there is no {path}" : YamlFile.Unreadable(path, failure));
        return ProtectedFile.WhyUntrusted(status, user) is { } reason
            ? LocalPolicy.ObserveBecause($"{path} {reason}. Mend it with: chown root:root {path} && chmod 644 {path}")
            : Parse(path, text);
    }

    /// <summary>Never throws for any text.</summary>
    internal static LocalPolicy Parse(string path, string text)
    {
        var document = StrictYamlDocument.Parse(text);
        if (document.Root is { } root)
        {
            root.Require("apiVersion", "mode");
            if (root.String("apiVersion") is { } version && version != ApiVersion)
                root.Error("apiVersion", new LocalizedText($"this agent reads '{ApiVersion}' only", $"本代理只支持“{ApiVersion}”"));
            if (root.String("mode") is { } mode && mode != "observe")
                root.Error("mode", new LocalizedText($"this version of the agent knows the mode 'observe' only, not '{mode}'", $"本版本的代理只支持 observe 模式，不支持“{mode}”"));
            root.Finish();
        }

        var errors = YamlFile.Errors(path, document);
        return errors.Count == 0 ? new LocalPolicy(PolicyMode.Observe, null) : LocalPolicy.ObserveBecause(string.Join("; ", errors));
    }
}
