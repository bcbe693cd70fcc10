namespace Grpc.Core;

/// <summary>A method without the types of its messages.</summary>
public interface IMethod
{
    MethodType Type { get; }

    /// <summary>The service with its package: <c>acpfleet.v1.AgentLink</c>.</summary>
    string ServiceName { get; }

    string Name { get; }

    /// <summary>The path that travels: <c>/acpfleet.v1.AgentLink/Connect</c>.</summary>
    string FullName { get; }
}
