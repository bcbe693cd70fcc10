namespace AcpFleet.Cli.Connection;

/// <summary>What became of the context file.</summary>
/// <param name="Path">Where it is; null without a home directory.</param>
/// <param name="Written">It now names the new coordinator; false: it is a person's own and was left.</param>
internal sealed record ContextOutcome(string? Path, bool Written);
