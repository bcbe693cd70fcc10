using AcpFleet.Agent.Files;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Agent.Configuration;

/// <summary>What the agent's own YAML files have in common.</summary>
internal static class YamlFile
{
    /// <summary>Every error of a text, as <c>FILE:LINE:COLUMN: KEY: what is wrong</c>.</summary>
    public static IReadOnlyList<string> Errors(string path, StrictYamlDocument document)
    {
        var errors = new List<string>();
        foreach (var error in document.Errors)
            errors.Add(new Checks.Plan.PlanError(error.Line, error.Column, error.Path, error.Message).Render(path, Language.English));
        return errors;
    }

    /// <summary>No key and no value: only comments, as a file that a package installs.</summary>
    public static bool IsBlank(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = line.TrimStart();
            if (!content.IsEmpty && content[0] != '#')
                return false;
        }

        return true;
    }

    /// <summary>The failure of a read, with the file's name.</summary>
    public static string Unreadable(string path, ReadFailure failure) => $"{path}: {failure.Detail}";
}
