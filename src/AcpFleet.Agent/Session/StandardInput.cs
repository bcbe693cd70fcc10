namespace AcpFleet.Agent.Session;

/// <summary>Lets a parent process end this one for certain: its end of the pipe closes however it dies.</summary>
internal static class StandardInput
{
    /// <summary>Calls <paramref name="stop"/> when standard input ends.</summary>
    public static void AtEnd(Action stop)
    {
        var thread = new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            var buffer = new byte[64];
            while (input.Read(buffer) > 0)
            {
                // What the parent writes has no meaning; only the end has.
            }

            stop();
        })
        {
            IsBackground = true,
            Name = "standard input",
        };
        thread.Start();
    }
}
