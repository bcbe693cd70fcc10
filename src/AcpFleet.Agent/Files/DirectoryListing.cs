namespace AcpFleet.Agent.Files;

/// <summary>
/// The names in a directory, in ordinal order. A directory that does not exist has none and is no failure;
/// whatever else keeps it from being read is.
/// </summary>
internal readonly record struct DirectoryListing(IReadOnlyList<string> Names, ReadFailure? Failure)
{
    internal static DirectoryListing Failed(ReadFailure failure) => new([], failure.IsMissing ? null : failure);
}
