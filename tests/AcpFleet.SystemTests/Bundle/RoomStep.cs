namespace AcpFleet.SystemTests.Bundle;

/// <summary>How one command line in a room ended.</summary>
/// <param name="CommandLine">As it was given.</param>
/// <param name="ExitCode">Its own.</param>
/// <param name="Output">Standard output and error.</param>
/// <param name="Changes">Lines of the tree's files that went (-) or came (+) while it ran, in the form of <see cref="BundleRoom"/>.</param>
internal sealed record RoomStep(string CommandLine, int ExitCode, string Output, IReadOnlyList<string> Changes)
{
    /// <summary>For the message of an assertion that fails.</summary>
    public override string ToString() => $"$ {CommandLine}\n{Output}exit code {ExitCode}\nchanged:\n{string.Join('\n', Changes)}";
}
