namespace AcpFleet.Daemon;

/// <summary>Lets a parent process end this one for certain: its end of the pipe closes however it dies.</summary>
public static class StandardInput
{
    /// <summary>Calls back, once, when standard input ends. What the parent writes before has no meaning.</summary>
    public static void AtEnd(Action ended)
    {
        ArgumentNullException.ThrowIfNull(ended);
        var thread = new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            var buffer = new byte[64];
            while (input.Read(buffer) > 0)
            {
                // Only the end counts.
            }

            ended();
        })
        {
            IsBackground = true,
            Name = "standard input",
        };
        thread.Start();
    }
}
