namespace Grpc.Core;

/// <summary>Here only so that test doubles of <see cref="ServerCallContext"/> keep their official shape.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
