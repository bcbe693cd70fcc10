namespace AcpFleet.Checks.Yaml;

/// <summary>How one of a few fixed values is written.</summary>
public sealed record ChoiceWord<T>(string Text, T Value)
    where T : struct;
