namespace AcpFleet.Protocol.Api;

/// <summary>Answer of <c>POST /api/v1/tokens</c>: the only time the token's text is shown.</summary>
/// <param name="Token">Text for the agent: id, secret and the pin of the CA.</param>
/// <param name="Command">One line to run on a node.</param>
/// <param name="Coordinator">HOST:PORT where agents reach the coordinator, as in the command.</param>
public sealed record TokenCreated(TokenView View, string Token, string Command, string Coordinator = "");
