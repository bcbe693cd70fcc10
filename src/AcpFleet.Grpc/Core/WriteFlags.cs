namespace Grpc.Core;

[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait for the next one before it goes out.</summary>
    BufferHint = 0x1,

    /// <summary>Send this message uncompressed whatever the call's encoding.</summary>
    NoCompress = 0x2,
}
