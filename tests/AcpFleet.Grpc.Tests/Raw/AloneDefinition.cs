namespace AcpFleet.Grpc.Tests.Raw;

/// <summary>Tests that count what the process allocates, and so must have it to themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneDefinition
{
    public const string Name = "Alone";
}
