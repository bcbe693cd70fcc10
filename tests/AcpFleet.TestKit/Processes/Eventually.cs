namespace AcpFleet.TestKit.Processes;

/// <summary>Asks another process until it says what is waited for. The limit is generous: it never decides a verdict on time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> until, Func<T, string> describe)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (until(answer))
                return answer;
            if (time.GetElapsedTime(started) > Limit)
                throw new TimeoutException($"after {Limit.TotalSeconds:0} s still: {describe(answer)}");
            await Task.Delay(Pause);
        }
    }
}
