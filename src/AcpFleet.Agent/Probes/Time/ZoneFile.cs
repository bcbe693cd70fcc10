using System.Buffers.Binary;
using System.Text;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Time;

/// <summary>
/// A compiled time zone (TZif, RFC 9636, versions 1 to 4): its offsets from UTC over time. Names of local time and
/// daylight-saving flags are left out, for they do not move the clock.
/// </summary>
/// <param name="Transitions">In order of time, times below the first not covered.</param>
/// <param name="InitialOffset">The offset before the first transition.</param>
/// <param name="Rule">What holds after the last transition; null: the last one holds on.</param>
/// <param name="Footer">That rule as the file writes it, for people; null: none.</param>
/// <param name="LeapSeconds">How many leap seconds the file counts: 0 but in the "right" files.</param>
internal sealed record ZoneFile(IReadOnlyList<ZoneTransition> Transitions, int InitialOffset, PosixZone? Rule, string? Footer, int LeapSeconds)
{
    private const int HeaderLength = 44;
    private const int MaxTransitions = 10_000;
    private const int MaxFooter = 512;

    internal static readonly ZoneFile Utc = new([], 0, PosixZone.Parse("UTC0"), "UTC0", 0);

    private readonly record struct Header(byte Version, int UtCount, int StandardCount, int LeapCount, int TimeCount, int TypeCount, int CharCount)
    {
        internal long BodyLength(int timeSize) =>
            (long)TimeCount * timeSize + TimeCount + TypeCount * 6L + CharCount + LeapCount * (timeSize + 4L) + StandardCount + UtCount;
    }

    internal static Outcome<ZoneFile> Parse(ReadOnlySpan<byte> file)
    {
        if (!TryHeader(file, out var header, out var problem))
            return ReadFailure.Malformed(problem);
        var timeSize = 4;
        var body = file[HeaderLength..];
        if (header.Version != 0)
        {
            // A later version repeats everything with wide times after the block for old readers.
            var skipped = header.BodyLength(4);
            if (skipped > body.Length)
                return ReadFailure.Malformed("ends within its first block");
            file = body[(int)skipped..];
            if (!TryHeader(file, out header, out problem))
                return ReadFailure.Malformed(problem);
            timeSize = 8;
            body = file[HeaderLength..];
        }

        var length = header.BodyLength(timeSize);
        if (length > body.Length)
            return ReadFailure.Malformed("ends within its data");
        var footer = timeSize == 8 ? FooterOf(body[(int)length..]) : "";
        if (footer is null)
            return ReadFailure.Malformed("its rule for the future is not closed");
        return Read(body, header, timeSize, footer);
    }

    private static Outcome<ZoneFile> Read(ReadOnlySpan<byte> body, Header header, int timeSize, string footer)
    {
        var times = body[..(header.TimeCount * timeSize)];
        var indexes = body.Slice(times.Length, header.TimeCount);
        var types = body.Slice(times.Length + indexes.Length, header.TypeCount * 6);
        var transitions = new List<ZoneTransition>(header.TimeCount);
        for (var i = 0; i < header.TimeCount; i++)
        {
            var at = timeSize == 8 ? BinaryPrimitives.ReadInt64BigEndian(times[(i * 8)..]) : BinaryPrimitives.ReadInt32BigEndian(times[(i * 4)..]);
            if (indexes[i] >= header.TypeCount)
                return ReadFailure.Malformed("a transition to a kind of local time that is not there");
            if (i > 0 && at <= transitions[^1].At)
                return ReadFailure.Malformed("its transitions are not in order of time");
            transitions.Add(new ZoneTransition(at, OffsetOf(types, indexes[i])));
        }

        // RFC 9636, 3.2: what a reader may take for granted.
        if (OffsetOf(types, 0) is <= -90000 or >= 93600 || transitions.Exists(transition => transition.Offset is <= -90000 or >= 93600))
            return ReadFailure.Malformed("an offset from UTC of more than a day");

        var rule = footer.Length == 0 ? null : PosixZone.Parse(footer);
        if (footer.Length > 0 && rule is null)
            return ReadFailure.Malformed("its rule for the future is not one that POSIX knows");
        return new ZoneFile(transitions, OffsetOf(types, 0), rule, footer.Length == 0 ? null : footer, header.LeapCount);
    }

    /// <summary>The offset from UTC at a moment.</summary>
    internal int OffsetAt(long at)
    {
        if (Rule is not null && (Transitions.Count == 0 || at > Transitions[^1].At))
            return Rule.OffsetAt(at);
        var offset = InitialOffset;
        foreach (var transition in Transitions)
        {
            if (transition.At > at)
                break;
            offset = transition.Offset;
        }

        return offset;
    }

    private static int OffsetOf(ReadOnlySpan<byte> types, int index) => BinaryPrimitives.ReadInt32BigEndian(types[(index * 6)..]);

    private static bool TryHeader(ReadOnlySpan<byte> bytes, out Header header, out string problem)
    {
        header = default;
        problem = "is no TZif file";
        if (bytes.Length < HeaderLength || !bytes.StartsWith("TZif"u8))
            return false;
        Span<int> counts = stackalloc int[6];
        for (var i = 0; i < counts.Length; i++)
        {
            var count = BinaryPrimitives.ReadUInt32BigEndian(bytes[(20 + i * 4)..]);
            problem = "a count in its header is beyond what a zone can have";
            if (count > MaxTransitions)
                return false;
            counts[i] = (int)count;
        }

        header = new Header(bytes[4], counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
        problem = "has no kind of local time";
        return header.TypeCount is > 0 and <= 256;
    }

    private static string? FooterOf(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] != (byte)'\n')
            return null;
        rest = rest[1..];
        var end = rest.IndexOf((byte)'\n');
        return end is < 0 or > MaxFooter ? null : FactText.Name(Encoding.ASCII.GetString(rest[..end]));
    }
}
