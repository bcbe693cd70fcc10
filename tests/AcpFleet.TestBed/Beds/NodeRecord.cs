namespace AcpFleet.TestBed.Beds;

/// <param name="Name">Hostname.</param>
/// <param name="Kind">What it is, for people: <c>container, bookworm</c>.</param>
/// <param name="IsContainer">Otherwise a virtual machine.</param>
public sealed record NodeRecord(string Name, string Kind, bool IsContainer);
