using System.Text;

namespace AcpFleet.Agent.Probes.Shell;

/// <summary>
/// Takes words from text by the shell's quoting rules (POSIX, Shell Command Language 2.2): what os-release(5),
/// /etc/default/grub and grub.cfg are written in. Nothing is ever run: a command substitution stays as it is written.
/// </summary>
/// <param name="text">The whole text; words may span lines inside quotes.</param>
/// <param name="variables">Gives the value of a variable; null: <c>$NAME</c> stays as it is written.</param>
internal sealed class ShellWords(string text, Func<string, string?>? variables = null)
{
    /// <summary>Longest value: variables that hold each other must not grow without end.</summary>
    private const int MaxWord = 16 * 1024;

    internal int Position { get; set; }

    internal bool AtEnd => Position >= text.Length;

    internal char Peek => text[Position];

    /// <summary>The word that begins here, quotes removed; ends at a blank, a line end or one of <c>;&amp;|()&lt;&gt;</c>.</summary>
    /// <exception cref="ShellSyntaxException">A quote is not closed, or the word grows too long.</exception>
    internal string Word()
    {
        var word = new StringBuilder();
        while (!AtEnd && !EndsWord(Peek))
        {
            Limit(word.Length);
            switch (Peek)
            {
                case '\'':
                    word.Append(UpTo('\''));
                    break;
                case '"':
                    DoubleQuoted(word);
                    break;
                case '\\':
                    Position++;
                    if (AtEnd)
                        break;
                    if (Peek != '\n')
                        word.Append(Peek);
                    Position++;
                    break;
                default:
                    Plain(word);
                    break;
            }
        }

        Limit(word.Length);
        return word.ToString();
    }

    /// <summary>A variable's name that begins here and what follows it, or null without moving.</summary>
    internal string? Name()
    {
        var end = Position;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_' || (end > Position && char.IsAsciiDigit(text[end]))))
            end++;
        if (end == Position)
            return null;
        var name = text[Position..end];
        Position = end;
        return name;
    }

    /// <summary>Skips to the line end, leaving it.</summary>
    internal void SkipLine()
    {
        var end = text.IndexOf('\n', Position);
        Position = end < 0 ? text.Length : end;
    }

    private static bool EndsWord(char c) => c is ' ' or '\t' or '\n' or '\r' or ';' or '&' or '|' or '(' or ')' or '<' or '>';

    private void DoubleQuoted(StringBuilder word)
    {
        var begin = Position++;
        while (true)
        {
            Limit(word.Length);
            if (AtEnd)
                throw Unclosed(begin, "a double quote is not closed");
            var c = Peek;
            if (c == '"')
            {
                Position++;
                return;
            }

            if (c == '\\' && Position + 1 < text.Length)
            {
                var next = text[Position + 1];
                Position += 2;
                if (next is '$' or '"' or '\\' or '`')
                    word.Append(next);
                else if (next != '\n')
                    word.Append('\\').Append(next);
                continue;
            }

            Plain(word);
        }
    }

    // One character, or a whole expansion.
    private void Plain(StringBuilder word)
    {
        var c = Peek;
        if (c == '`')
        {
            var begin = Position;
            UpTo('`');
            word.Append(text, begin, Position - begin);
            return;
        }

        if (c != '$' || Position + 1 >= text.Length)
        {
            word.Append(c);
            Position++;
            return;
        }

        var next = text[Position + 1];
        if (next == '(')
            CommandSubstitution(word);
        else if (next == '{')
            BracedVariable(word);
        else
            PlainVariable(word);
    }

    private void PlainVariable(StringBuilder word)
    {
        Position++;
        var name = Name();
        word.Append(name is null ? "$" : variables is null ? "$" + name : variables(name) ?? "");
    }

    private void BracedVariable(StringBuilder word)
    {
        var begin = Position;
        Position += 2;
        var name = Name();
        if (name is not null && !AtEnd && Peek == '}')
        {
            Position++;
            word.Append(variables is null ? text[begin..Position] : variables(name) ?? "");
            return;
        }

        // ${NAME:-word} and the like: kept as written.
        var end = text.IndexOf('}', Position);
        var lineEnd = text.IndexOf('\n', Position);
        Position = end < 0 || (lineEnd >= 0 && lineEnd < end) ? Position : end + 1;
        word.Append(text, begin, Position - begin);
    }

    private void CommandSubstitution(StringBuilder word)
    {
        var begin = Position;
        Position += 2;
        for (var depth = 1; depth > 0; Position++)
        {
            if (AtEnd)
                throw Unclosed(begin, "a command substitution is not closed");
            depth += Peek switch { '(' => 1, ')' => -1, _ => 0 };
        }

        word.Append(text, begin, Position - begin);
    }

    // From a quote to its counterpart, which is skipped too; gives what is between.
    private ReadOnlySpan<char> UpTo(char quote)
    {
        var begin = Position + 1;
        var end = begin > text.Length ? -1 : text.IndexOf(quote, begin);
        if (end < 0)
            throw Unclosed(Position, quote == '`' ? "a command substitution is not closed" : "a single quote is not closed");
        Position = end + 1;
        return text.AsSpan(begin, end - begin);
    }

    /// <exception cref="ShellSyntaxException">A value of that length is too long.</exception>
    internal void Limit(int length)
    {
        if (length > MaxWord)
            throw Unclosed(Position, $"a value is longer than {MaxWord / 1024} KiB");
    }

    private ShellSyntaxException Unclosed(int at, string problem) => new(text.AsSpan(0, Math.Min(at, text.Length)).Count('\n') + 1, problem);
}
