using AcpFleet.Checks.Model;
using AcpFleet.Checks.Text;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Views;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Quickstart;

/// <summary>quickstart from the data directory to the verdict, and on until it is stopped.</summary>
internal sealed class QuickstartRun(Session session, QuickstartOptions options)
{
    private readonly StageReporter _stages = new(session.Error, session.Time);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var directory = QuickstartDirectory.Open(options.DataDirectory);
        WriteHead(directory);
        QuickstartReport? report = null;
        var fleet = new LocalFleet(directory.Paths, options, session.Environment);
        try
        {
            report = await JudgeAsync(directory, fleet, cancellationToken).ConfigureAwait(false);
            WriteVerdict(report);
            if (!options.Exit)
                await StayAsync(directory.Paths, fleet, report, cancellationToken).ConfigureAwait(false);
            return report.Ready ? ExitCode.Success : ExitCode.NotReady;
        }
        catch (OperationCanceledException) when (report is not null && !options.Exit)
        {
            // Ctrl-C after the verdict is how quickstart is meant to end.
            return ExitCode.Success;
        }
        finally
        {
            await StopAsync(fleet).ConfigureAwait(false);
        }
    }

    private async Task<QuickstartReport> JudgeAsync(QuickstartDirectory directory, LocalFleet fleet, CancellationToken cancellationToken)
    {
        if (fleet.HasLeftovers)
        {
            await _stages.RunAsync("leftovers", QuickstartSentences.Leftovers, async _ =>
            {
                await fleet.AwaitLeftoversAsync(cancellationToken).ConfigureAwait(false);
                return (true, "");
            }).ConfigureAwait(false);
        }

        await _stages.RunAsync("coordinator", QuickstartSentences.Coordinator, async _ =>
        {
            await fleet.StartCoordinatorAsync(cancellationToken).ConfigureAwait(false);
            return (true, fleet.Client.Server.GetLeftPart(UriPartial.Authority));
        }).ConfigureAwait(false);
        await _stages.RunAsync("enrolment", QuickstartSentences.Enrolled, async _ =>
        {
            if (directory.IsReused)
                return (true, session.Error.Say(QuickstartSentences.ReusedIdentity));
            await fleet.EnrolAsync(cancellationToken).ConfigureAwait(false);
            return (true, "");
        }).ConfigureAwait(false);
        var node = await _stages.RunAsync("connection", QuickstartSentences.Connected, async _ =>
        {
            var connected = await fleet.ConnectAgentAsync(cancellationToken).ConfigureAwait(false);
            return (connected, connected.Name);
        }).ConfigureAwait(false);
        await _stages.RunAsync("scan", QuickstartSentences.Scanned, async detail =>
        {
            var scan = await fleet.Client.StartScanAsync([node.Id], cancellationToken).ConfigureAwait(false);
            var progress = new ScanDetail(session.Error, detail);
            scan = await new ScanFollower(fleet.Client, session.Time).FollowAsync(scan, progress, cancellationToken).ConfigureAwait(false);
            return (true, progress.Sum(scan));
        }).ConfigureAwait(false);
        return await ReportAsync(directory.Paths, fleet, cancellationToken).ConfigureAwait(false);
    }

    private async Task<QuickstartReport> ReportAsync(QuickstartPaths paths, LocalFleet fleet, CancellationToken cancellationToken)
    {
        var readiness = await fleet.Client.GetReadinessAsync(cancellationToken).ConfigureAwait(false);
        var findings = await fleet.Client.ListFindingsAsync(FindingFilter.Everything, cancellationToken).ConfigureAwait(false);
        return new QuickstartReport
        {
            Ready = readiness.Ready,
            Counts = VerdictCounts.Of(findings),
            Readiness = readiness,
            Nodes = await ListNodesAsync(fleet, cancellationToken).ConfigureAwait(false),
            Findings = findings,
            Stages = _stages.Timings,
            DataDirectory = paths.Root,
            Privileged = Environment.IsPrivilegedProcess,
        };
    }

    /// <summary>The list of nodes may leave sections out; the node itself has them.</summary>
    private static async Task<IReadOnlyList<NodeView>> ListNodesAsync(LocalFleet fleet, CancellationToken cancellationToken)
    {
        var complete = new List<NodeView>();
        foreach (var node in await fleet.Client.ListNodesAsync(cancellationToken).ConfigureAwait(false))
            complete.Add(node.Sections.Count > 0 ? node : await fleet.Client.GetNodeAsync(node.Id, cancellationToken).ConfigureAwait(false));
        return complete;
    }

    private void WriteHead(QuickstartDirectory directory)
    {
        var screen = session.Error;
        screen.Blank();
        screen.Line(new StyledText(screen.Say(QuickstartSentences.Title), Palette.Strong), "  ", new StyledText(ProductVersion.Text, Palette.Faint));
        screen.Paragraph(screen.Say(QuickstartSentences.Introduction));
        screen.Labelled(screen.Say(QuickstartSentences.Data), CellWidth.Of(screen.Say(QuickstartSentences.Data)) + 2, SafeText.Of(directory.Paths.Root), 0, Palette.Faint);
        screen.Blank();
    }

    private void WriteVerdict(QuickstartReport report)
    {
        if (session.Json)
            session.WriteJson(report, CliJson.Default.QuickstartReport);
        else
            new VerdictPage(session.Out).Write(report);
    }

    private async Task StayAsync(QuickstartPaths paths, LocalFleet fleet, QuickstartReport report, CancellationToken cancellationToken)
    {
        var context = QuickstartContext.Write(paths, fleet.Client.Server, session.Environment.Variable);
        new PlacesPage(session.Out, session.Environment.Variable).Write(paths, fleet, context);
        session.Out.Paragraph(session.Out.Say(QuickstartSentences.Watching), Palette.Strong);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new ChangeWatch(session.Out, fleet.Client, session.Time).RunAsync(report.Findings, report.Ready, ended.Token);
        var failure = fleet.FailureAsync();
        var first = await Task.WhenAny(watch, failure).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        if (first == watch && watch.IsFaulted && !failure.IsCompleted)
        {
            // A question that failed because the coordinator is ending is that ending's news.
            await Task.WhenAny(failure, Task.Delay(TimeSpan.FromSeconds(1), session.Time, CancellationToken.None)).ConfigureAwait(false);
        }

        // Ctrl-C reaches the programs too, for they share the terminal: their ending then is no failure.
        if (failure.IsCompleted && !cancellationToken.IsCancellationRequested)
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(500), session.Time, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (failure.IsCompleted)
            throw await failure.ConfigureAwait(false);
        await watch.ConfigureAwait(false);
    }

    private async Task StopAsync(LocalFleet fleet)
    {
        if (!options.Exit)
            Tell(QuickstartSentences.Stopping);
        await fleet.DisposeAsync().ConfigureAwait(false);
        if (!options.Exit)
            Tell(QuickstartSentences.Stopped);
    }

    private void Tell(LocalizedText text)
    {
        try
        {
            if (text == QuickstartSentences.Stopping)
                session.Error.Blank();
            session.Error.Line(new StyledText(session.Error.Say(text), Palette.Faint));
        }
        catch (IOException)
        {
            // The terminal may be closed, which is why this ends; the programs must be stopped all the same.
        }
    }
}
