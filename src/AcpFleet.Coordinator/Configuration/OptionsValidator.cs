using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace AcpFleet.Coordinator.Configuration;

/// <summary>Turns written options into checked ones, naming every error and where it came from.</summary>
internal static partial class OptionsValidator
{
    private const int LongestName = 63;

    public static CoordinatorOptions? Validate(RawOptions raw, List<string> errors)
    {
        var defaults = new CoordinatorOptions();
        var before = errors.Count;
        var options = new CoordinatorOptions
        {
            DataDirectory = Directory(raw.DataDirectory, defaults.DataDirectory, errors),
            Fleet = Fleet(raw.Fleet, errors),
            Agents = EndPoint("agents", raw.Agents, defaults.Agents, errors),
            People = EndPoint("people", raw.People, defaults.People, errors),
            SubjectNames = SubjectNames(raw.SubjectNames ?? [], errors),
            ScanInterval = Interval("scan-interval", raw.ScanInterval, defaults.ScanInterval, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1), errors),
            HeartbeatInterval = Interval("heartbeat-interval", raw.HeartbeatInterval, defaults.HeartbeatInterval, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), errors),
            MaxConnections = Number("max-connections", raw.MaxConnections, defaults.MaxConnections, 10, 1_000_000, errors),
            LogToFile = Switch("log-to-file", raw.LogToFile, defaults.LogToFile, errors),
        };
        if (options.Agents.Port != 0 && options.Agents.Port == options.People.Port)
            errors.Add($"agents and people: both name port {options.Agents.Port}: give them different ones");
        return errors.Count == before ? options : null;
    }

    private static string Directory(string? text, string fallback, List<string> errors)
    {
        if (text is null)
            return fallback;
        if (text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal))
            return Path.GetFullPath(text);
        errors.Add("data: the directory's name is empty");
        return fallback;
    }

    private static string? Fleet(string? text, List<string> errors)
    {
        if (text is not null && (text.Length > LongestName || !FleetName().IsMatch(text)))
            errors.Add($"fleet: '{text}' is no fleet name: 1 to {LongestName} lower-case letters, digits and '-', beginning and ending with a letter or digit");
        return text;
    }

    private static IPEndPoint EndPoint(string key, string? text, IPEndPoint fallback, List<string> errors)
    {
        if (text is null)
            return fallback;
        // IPEndPoint takes a bare address too, with port 0: here a port must be written.
        var port = text.LastIndexOf(':');
        if (port > 0 && text[port - 1] != ':' && !text.EndsWith(']') && IPEndPoint.TryParse(text, out var endPoint))
            return endPoint;
        errors.Add($"{key}: '{text}' is no ADDRESS:PORT, such as 0.0.0.0:7443, 192.0.2.1:7443 or [::]:7443");
        return fallback;
    }

    private static IReadOnlyList<string> SubjectNames(IReadOnlyList<string> names, List<string> errors)
    {
        foreach (var name in names)
        {
            if (!IPAddress.TryParse(name, out _) && (name.Length > 253 || Uri.CheckHostName(name) != UriHostNameType.Dns))
                errors.Add($"san: '{name}' is neither a host name nor an IP address");
        }

        return names;
    }

    private static TimeSpan Interval(string key, string? text, TimeSpan fallback, TimeSpan least, TimeSpan most, List<string> errors)
    {
        if (text is null)
            return fallback;
        if (Duration().Match(text) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var seconds = number * (match.Groups[2].Value switch { "h" => 3600L, "m" => 60L, _ => 1L });
            if (seconds >= least.TotalSeconds && seconds <= most.TotalSeconds)
                return TimeSpan.FromSeconds(seconds);
        }

        errors.Add($"{key}: '{text}' is no time from {least.TotalSeconds:0}s to {most.TotalHours:0}h, such as 30s, 10m or 1h");
        return fallback;
    }

    private static int Number(string key, string? text, int fallback, int least, int most, List<string> errors)
    {
        if (text is null)
            return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        errors.Add($"{key}: '{text}' is no number from {least} to {most}");
        return fallback;
    }

    private static bool Switch(string key, string? text, bool fallback, List<string> errors)
    {
        if (text is null)
            return fallback;
        if (bool.TryParse(text, out var value))
            return value;
        errors.Add($"{key}: '{text}' is neither true nor false");
        return fallback;
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex FleetName();

    [GeneratedRegex("^([0-9]{1,6})(s|m|h)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
