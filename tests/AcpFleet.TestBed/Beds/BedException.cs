namespace AcpFleet.TestBed.Beds;

/// <summary>Something that keeps a bed from standing; the message says what, where, and what to do next.</summary>
public sealed class BedException(string message, Exception? inner = null) : Exception(message, inner);
