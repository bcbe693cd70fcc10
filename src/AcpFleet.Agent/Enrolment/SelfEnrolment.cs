using System.Security.Cryptography;
using AcpFleet.Agent.Identity;
using AcpFleet.Agent.Session;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Enrolment;

/// <summary>
/// A node that joins by itself, by its join file. It tries until it succeeds: a coordinator may come later than its nodes,
/// and the file is read anew each time, so that an administrator may mend it meanwhile.
/// </summary>
internal sealed class SelfEnrolment(string joinFile, StateDirectory state, NodeDescription node, AgentHealth health, TimeProvider time, ILogger logger)
{
    private readonly EnrolmentClient _client = new(state.Path, time);
    private readonly Backoff _backoff = new(Random.Shared.NextDouble);

    /// <exception cref="IOException">The state directory cannot be written.</exception>
    public async Task EnrolAsync(CancellationToken cancellationToken)
    {
        health.Notifier.Ready($"enrolling with the coordinator in {joinFile}");
        while (true)
        {
            health.Linking.ExpectWithin(EnrolmentClient.Limit + AgentHealth.Grace);
            if (await TryAsync(cancellationToken).ConfigureAwait(false) is not { } reason)
                return;
            var wait = _backoff.Next();
            EnrolmentLog.Refused(logger, joinFile, reason, wait.TotalSeconds);
            health.Notifier.Status(FormattableString.Invariant($"enrolling with the coordinator in {joinFile}: {reason}, next try in {wait.TotalSeconds:F0} s"));
            health.Linking.ExpectWithin(wait + AgentHealth.Grace);
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Why not, or null.</returns>
    private async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            var join = JoinFile.Read(joinFile);
            var uri = await _client.EnrolAsync(join.Coordinator, join.Token, node, cancellationToken).ConfigureAwait(false);
            EnrolmentLog.Enrolled(logger, uri.ToString(), join.Coordinator.ToString());
            return null;
        }
        catch (Exception exception) when (exception is IdentityException or CryptographicException && !cancellationToken.IsCancellationRequested)
        {
            return exception.Message;
        }
    }
}
