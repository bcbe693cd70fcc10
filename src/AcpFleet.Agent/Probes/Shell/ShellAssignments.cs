namespace AcpFleet.Agent.Probes.Shell;

/// <summary>Reads the assignments of a shell-like file. Everything else in it is passed over; nothing is run.</summary>
internal static class ShellAssignments
{
    /// <summary>Applies the text's assignments to the variables, in order.</summary>
    /// <param name="text">The file.</param>
    /// <param name="variables">Filled, and added to by <c>NAME+=word</c>.</param>
    /// <param name="expand">Whether <c>$NAME</c> stands for a value, as in a sourced file, or for itself.</param>
    /// <returns>How many assignments there were.</returns>
    /// <exception cref="ShellSyntaxException">A quote is not closed.</exception>
    internal static int Apply(string text, Dictionary<string, string> variables, bool expand)
    {
        var words = new ShellWords(text, expand ? name => variables.GetValueOrDefault(name) : null);
        var count = 0;
        while (!words.AtEnd)
        {
            if (words.Peek is ' ' or '\t' or '\r' or '\n' or ';')
            {
                words.Position++;
                continue;
            }

            if (words.Peek != '#' && Assignment(words, variables))
                count++;
            else
                words.SkipLine();
        }

        return count;
    }

    private static bool Assignment(ShellWords words, Dictionary<string, string> variables)
    {
        var name = words.Name();
        if (name == "export" && !words.AtEnd && words.Peek == ' ')
        {
            while (!words.AtEnd && words.Peek == ' ')
                words.Position++;
            name = words.Name();
        }

        if (name is null || words.AtEnd)
            return false;
        var adds = words.Peek == '+';
        if (adds)
            words.Position++;
        if (words.AtEnd || words.Peek != '=')
            return false;
        words.Position++;
        var value = words.Word();
        if (adds && variables.TryGetValue(name, out var before))
        {
            words.Limit(before.Length + value.Length);
            value = before + value;
        }

        variables[name] = value;
        return true;
    }
}
