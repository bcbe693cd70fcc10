namespace AcpFleet.TestBed.Beds;

/// <param name="Name">Hostname.</param>
/// <param name="Kind">What it is, for people: <c>container, bookworm</c>.</param>
public sealed record NodeRecord(string Name, string Kind);
