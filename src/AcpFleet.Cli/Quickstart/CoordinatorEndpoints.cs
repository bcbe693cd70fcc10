using System.Net;

namespace AcpFleet.Cli.Quickstart;

/// <summary>run/endpoints.json of a coordinator: where it listens.</summary>
/// <param name="Agents">ADDRESS:PORT.</param>
/// <param name="People">ADDRESS:PORT.</param>
internal sealed record CoordinatorEndpoints(string Agents, string People, int Pid)
{
    /// <summary>Where people and this program connect.</summary>
    public Uri PeopleUri => new($"https://{IPEndPoint.Parse(People)}/");
}
