using System.Buffers.Binary;
using AcpFleet.Agent.Native;
using AcpFleet.Agent.Netlink;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Netlink;

public sealed class NetlinkDumpTests
{
    private const ushort Data = 16;
    private const ushort Error = 2;
    private const ushort Done = 3;
    private const ushort Overrun = 4;
    private const ushort Interrupted = 0x10;

    [Fact]
    public void Run_SeveralDatagrams_AreOneTable()
    {
        var channel = new ScriptedChannel().Reply(Message(Data, 1), Message(Data, 2)).Reply(Message(Data, 3)).Reply(Message(Done, 0));

        Run(channel).Value.ShouldBe([1, 2, 3]);
        channel.Requests.ShouldBe(1);
    }

    [Fact]
    public void Run_ErrorMessage_IsTheFailure() =>
        Run(new ScriptedChannel().Reply(Message(Error, -13))).Failure!.Reason.ShouldBe(Reason.PermissionDenied);

    [Fact]
    public void Run_ErrorAtTheEnd_IsTheFailureAndNotHalfATable() =>
        Run(new ScriptedChannel().Reply(Message(Data, 1), Message(Done, -22))).Value.ShouldBeNull();

    [Fact]
    public void Run_TableChangedMeanwhile_IsReadAgain()
    {
        var channel = new ScriptedChannel()
            .Reply(Message(Data, 1, flags: Interrupted)).Reply(Message(Done, 0))
            .Reply(Message(Data, 7, sequence: 2), Message(Done, 0, sequence: 2));

        Run(channel).Value.ShouldBe([7]);
        channel.Requests.ShouldBe(2);
    }

    [Fact]
    public void Run_TableThatAlwaysChanges_IsGivenUp()
    {
        var channel = new ScriptedChannel();
        for (uint i = 1; i <= 4; i++)
            channel.Reply(Message(Data, 1, flags: Interrupted, sequence: i), Message(Done, 0, sequence: i));

        Run(channel).Failure!.Reason.ShouldBe(Reason.Unreadable);
        channel.Requests.ShouldBe(4);
    }

    [Theory]
    [InlineData(-Errno.NoBufferSpace)]
    public void Run_SocketBufferOverflowed_IsBegunAgain(int error)
    {
        // What is left of the first answer is passed over by its number.
        var channel = new ScriptedChannel().Reply(Message(Data, 1)).Fail(error)
            .Reply(Message(Data, 2)).Reply(Message(Data, 5, sequence: 2), Message(Done, 0, sequence: 2));

        Run(channel).Value.ShouldBe([5]);
    }

    [Fact]
    public void Run_OverrunMessage_IsBegunAgain() =>
        Run(new ScriptedChannel().Reply(Message(Overrun, 0)).Reply(Message(Data, 2, sequence: 2), Message(Done, 0, sequence: 2))).Value.ShouldBe([2]);

    [Fact]
    public void Run_DatagramLargerThanTheBuffer_IsAskedForAgainWithMoreRoom()
    {
        var large = new byte[100_000];
        Message(Data, 9, sequence: 2).CopyTo(large, 0);
        BinaryPrimitives.WriteInt32LittleEndian(large, large.Length);
        var first = large.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(first.AsSpan(8), 1);

        Run(new ScriptedChannel().Reply(first).Reply(large).Reply(Message(Done, 0, sequence: 2))).Value.ShouldBe([9]);
    }

    [Fact]
    public void Run_NoAnswer_TimesOut() => Run(new ScriptedChannel().Fail(-Errno.TimedOut)).Failure!.Reason.ShouldBe(Reason.TimedOut);

    [Fact]
    public void Run_RequestRefused_IsTheFailure() =>
        Run(new ScriptedChannel { SendError = Errno.NotPermitted }).Failure!.Reason.ShouldBe(Reason.PermissionDenied);

    [Theory]
    [InlineData(15)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    public void Run_MessageWithAnImpossibleLength_IsMalformed(int length)
    {
        var message = Message(Data, 1);
        BinaryPrimitives.WriteInt32LittleEndian(message, length);

        Run(new ScriptedChannel().Reply(message)).Failure!.Reason.ShouldBe(Reason.Malformed);
    }

    [Fact]
    public void Run_MoreThanTheLimit_IsTooLarge()
    {
        var channel = new ScriptedChannel().Reply([.. Enumerable.Repeat(Message(Data, 1), 101)]).Reply(Message(Done, 0));

        Run(channel).Failure!.Reason.ShouldBe(Reason.TooLarge);
    }

    private static Agent.Files.Outcome<List<int>> Run(ScriptedChannel channel) => NetlinkDump.Run<int>(
        channel, 18, [0, 0, 0, 0], static (type, payload, into) => into.Add(BinaryPrimitives.ReadInt32LittleEndian(payload)), 100);

    private static byte[] Message(ushort type, int value, ushort flags = 2, uint sequence = 1)
    {
        var message = new byte[20];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), type);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(6), flags);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), sequence);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(16), value);
        return message;
    }
}
