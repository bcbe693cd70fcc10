using AcpFleet.TestBed.Host;

namespace AcpFleet.TestBed.Beds;

/// <summary>
/// Takes a bed away by its record alone. It may run again after it was interrupted, and beside its like: every step
/// takes what is still there. Mounts need no step: each node's are in a mount namespace that ends with its processes.
/// </summary>
internal static class BedRemoval
{
    public static async Task RemoveAsync(BedRecord record)
    {
        await new ControlGroups(record.Id).RemoveAsync();
        await Links.RemoveAsync(record);
        DeleteDirectory(record.Directory);
        // Last: while anything is left, the record leads to it.
        BedRecords.Forget(record);
    }

    /// <summary>Removes what owners that died left behind.</summary>
    public static async Task<int> ReapAsync()
    {
        var abandoned = BedRecords.All().Where(record => record.Abandoned).ToList();
        foreach (var record in abandoned)
            await RemoveAsync(record);
        return abandoned.Count;
    }

    private static void DeleteDirectory(string directory)
    {
        while (Directory.Exists(directory))
        {
            try
            {
                Directory.Delete(directory, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Another one removes the same: look again.
            }
        }
    }
}
