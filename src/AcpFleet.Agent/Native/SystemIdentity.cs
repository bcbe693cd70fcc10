using System.Text;

namespace AcpFleet.Agent.Native;

/// <summary>What uname(2) says about the running kernel.</summary>
internal sealed record SystemIdentity(string NodeName, string Release, string Version, string Machine)
{
    private const int FieldLength = 65;

    internal static unsafe SystemIdentity? Read()
    {
        var buffer = stackalloc byte[FieldLength * 6];
        if (LibC.UName(buffer) != 0)
            return null;
        return new SystemIdentity(Field(buffer, 1), Field(buffer, 2), Field(buffer, 3), Field(buffer, 4));
    }

    private static unsafe string Field(byte* buffer, int index)
    {
        var bytes = new ReadOnlySpan<byte>(buffer + index * FieldLength, FieldLength);
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
