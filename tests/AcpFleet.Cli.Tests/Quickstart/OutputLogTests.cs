using System.Text;
using AcpFleet.Cli.Quickstart;
using AcpFleet.TestKit;

namespace AcpFleet.Cli.Tests.Quickstart;

public sealed class OutputLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Take_ManyLines_KeepsThemInTheFileAndTheLastInMemory()
    {
        var text = string.Concat(Enumerable.Range(0, 1000).Select(number => $"line {number} 中\n")) + "unfinished";
        using var log = new OutputLog(_directory["log"]);
        await log.TakeAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        (await File.ReadAllTextAsync(_directory["log"])).ShouldBe(text);
        log.Tail.Count.ShouldBe(41);
        log.Tail[^1].ShouldBe("unfinished");
        log.Tail[^2].ShouldBe("line 999 中");
    }

    [Fact]
    public async Task Take_OneEndlessLine_StaysSmallInMemory()
    {
        using var log = new OutputLog(_directory["log"]);
        await log.TakeAsync(new MemoryStream(new byte[1024 * 1024]));
        log.Tail.ShouldHaveSingleItem().Length.ShouldBeLessThanOrEqualTo(2000);
    }

    [Fact]
    public void Log_IsForItsOwnerAlone()
    {
        using var log = new OutputLog(_directory["log"]);
        File.GetUnixFileMode(_directory["log"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
