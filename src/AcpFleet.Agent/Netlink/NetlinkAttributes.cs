using System.Buffers.Binary;

namespace AcpFleet.Agent.Netlink;

/// <summary>Walks over the attributes of a message (struct nlattr), ending at the first that does not fit.</summary>
internal ref struct NetlinkAttributes(ReadOnlySpan<byte> attributes)
{
    private const int HeaderLength = 4;
    private const ushort TypeMask = 0x3FFF; // without the flags "nested" and "network byte order"

    private ReadOnlySpan<byte> _rest = attributes;

    public ushort Type { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public bool MoveNext()
    {
        if (_rest.Length < HeaderLength)
            return false;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        if (length < HeaderLength || length > _rest.Length)
            return false;
        Type = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]) & TypeMask);
        Value = _rest[HeaderLength..length];
        var aligned = (length + 3) & ~3;
        _rest = aligned >= _rest.Length ? default : _rest[aligned..];
        return true;
    }

    /// <summary>The value as a number of 32 bits; null when it has another size.</summary>
    public readonly uint? Number => Value.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(Value) : null;
}
