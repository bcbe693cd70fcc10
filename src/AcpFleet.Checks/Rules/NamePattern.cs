namespace AcpFleet.Checks.Rules;

/// <summary>Names with <c>*</c> for any characters, none included. Case counts.</summary>
internal static class NamePattern
{
    public static bool Matches(string name, string pattern)
    {
        int at = 0, star = -1, resume = 0, character = 0;
        while (character < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                resume = character;
            }
            else if (at < pattern.Length && pattern[at] == name[character])
            {
                at++;
                character++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                character = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at] == '*') at++;
        return at == pattern.Length;
    }
}
