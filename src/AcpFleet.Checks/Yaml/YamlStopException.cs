namespace AcpFleet.Checks.Yaml;

/// <summary>Reading cannot go on; why is in the error list.</summary>
internal sealed class YamlStopException : Exception;
