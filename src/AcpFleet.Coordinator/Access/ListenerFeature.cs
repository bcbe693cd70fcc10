namespace AcpFleet.Coordinator.Access;

/// <summary>By which endpoint a connection came.</summary>
internal sealed record ListenerFeature(Listener Listener);
