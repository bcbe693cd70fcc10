using AcpFleet.Checks.Model;

namespace AcpFleet.Cli.Terminal;

/// <summary>The language of output: <c>--lang</c>, else the locale as POSIX orders its variables, else English.</summary>
internal static class LocaleChoice
{
    /// <summary>The first of LC_ALL, LC_MESSAGES and LANG that is set and not empty.</summary>
    public static string? Effective(Func<string, string?> environment) =>
        new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    public static Language Of(string? option, Func<string, string?> environment) => option switch
    {
        "zh" => Language.Chinese,
        "en" => Language.English,
        _ => Effective(environment) is { } locale && locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
            ? Language.Chinese
            : Language.English,
    };
}
