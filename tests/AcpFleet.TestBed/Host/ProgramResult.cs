using System.Text;

namespace AcpFleet.TestBed.Host;

/// <summary>How a program ended and what it wrote.</summary>
/// <param name="Bytes">Its standard output as it is.</param>
public sealed record ProgramResult(int ExitCode, byte[] Bytes, string Error)
{
    /// <summary>Its standard output as text.</summary>
    public string Output => Encoding.UTF8.GetString(Bytes);

    public override string ToString() => $"exit code {ExitCode}\n{Output}{Error}";
}
