using AcpFleet.TestKit.Processes;
namespace AcpFleet.Daemon.Tests;

public sealed class ServiceNotifierTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_ToARealSocket_ArriveAsTheManualSays(bool isAbstract)
    {
        using var receiver = isAbstract ? NotifyReceiver.Abstract() : NotifyReceiver.AtPath();
        var notifier = receiver.Notifier();

        notifier.Ready("waiting for the coordinator");
        (await receiver.ReceiveAsync()).ShouldBe("READY=1\nSTATUS=waiting for the coordinator");
        notifier.Status("verbunden — 已连接");
        (await receiver.ReceiveAsync()).ShouldBe("STATUS=verbunden — 已连接");
        notifier.Alive();
        (await receiver.ReceiveAsync()).ShouldBe("WATCHDOG=1");
        notifier.Stopping("stopping");
        (await receiver.ReceiveAsync()).ShouldBe("STOPPING=1\nSTATUS=stopping");
    }

    [Fact]
    public async Task Status_WithLineBreaks_CannotSayAnythingElse()
    {
        using var receiver = NotifyReceiver.AtPath();
        receiver.Notifier().Status("refused:\nSTOPPING=1\r\nMAINPID=1");
        (await receiver.ReceiveAsync()).ShouldBe("STATUS=refused: STOPPING=1 MAINPID=1");
    }

    [Theory]
    [InlineData("3000000", null, 3.0)]
    [InlineData("3000000", "17", 3.0)]
    [InlineData("3000000", "18", null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void WatchdogInterval_Environment_IsForThisProcessOnly(string? microseconds, string? pid, double? seconds)
    {
        using var receiver = NotifyReceiver.AtPath();
        receiver.Notifier(microseconds, pid).WatchdogInterval?.TotalSeconds.ShouldBe(seconds!.Value);
        (receiver.Notifier(microseconds, pid).WatchdogInterval is null).ShouldBe(seconds is null);
    }

    [Theory]
    [InlineData("/nonexistent/notify")]
    [InlineData("@acpfleet-nobody-listens-here")]
    [InlineData("relative")]
    [InlineData("")]
    public void Ready_WhereNobodyListens_DoesNothing(string address) =>
        Should.NotThrow(() => ServiceNotifier.From(name => name == "NOTIFY_SOCKET" ? address : null, 1).Ready("running"));

    [Fact]
    public void None_OutsideOfSystemd_IsNotWatched() => ServiceNotifier.From(_ => null, 1).WatchdogInterval.ShouldBeNull();
}
