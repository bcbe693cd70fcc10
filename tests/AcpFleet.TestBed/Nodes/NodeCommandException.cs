using AcpFleet.TestBed.Host;

namespace AcpFleet.TestBed.Nodes;

/// <summary>A program that had to succeed on a node did not.</summary>
public sealed class NodeCommandException(string node, IReadOnlyList<string> command, ProgramResult result)
    : Exception($"On {node}, {string.Join(' ', command)}: {result}")
{
    public ProgramResult Result { get; } = result;
}
