namespace AcpFleet.Checks.Rules;

/// <summary>The kernel's parameters in a command line, as the kernel splits it.</summary>
internal static class KernelCommandLine
{
    /// <summary>The value that counts, which is the last one; null when the parameter is not there. A parameter without "=" gives "".</summary>
    public static string? Value(string commandLine, string parameter)
    {
        string? value = null;
        foreach (var word in Words(commandLine))
        {
            if (word == "--") break; // what follows is for init
            var bare = word.Trim('"');
            if (bare.StartsWith(parameter, StringComparison.Ordinal))
            {
                if (bare.Length == parameter.Length) value = "";
                else if (bare[parameter.Length] == '=') value = bare[(parameter.Length + 1)..].Trim('"');
            }
        }

        return value;
    }

    /// <summary>White space separates, but not within double quotes.</summary>
    private static IEnumerable<string> Words(string commandLine)
    {
        var start = -1;
        var quoted = false;
        for (var at = 0; at <= commandLine.Length; at++)
        {
            var end = at == commandLine.Length || (!quoted && char.IsWhiteSpace(commandLine[at]));
            if (!end)
            {
                if (commandLine[at] == '"') quoted = !quoted;
                if (start < 0) start = at;
                continue;
            }

            if (start >= 0) yield return commandLine[start..at];
            start = -1;
        }
    }
}
