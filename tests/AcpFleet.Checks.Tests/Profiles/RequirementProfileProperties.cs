using AcpFleet.Checks.Profiles;
using FsCheck;
using FsCheck.Fluent;

namespace AcpFleet.Checks.Tests.Profiles;

public sealed class RequirementProfileProperties
{
    private static readonly string[] Pieces = ["", "{", "}", "[", "]", "\"", ",", ":", "null", "1", "-1", "\"x\"", "true", "\\", "\n", "&a ", "*a", "\u0000"];

    [Fact]
    public void Read_MutatedProfile_ReadsOrSaysWhy()
    {
        var text = BuiltInProfiles.Json("acp-4.1")!;
        var mutation = Gen.Choose(0, text.Length - 1).Zip(Gen.Choose(0, 8)).Zip(Gen.Elements(Pieces));

        Prop.ForAll(mutation.ToArbitrary(), change =>
        {
            var ((at, length), piece) = change;
            try
            {
                RequirementProfileReader.Read(text.Remove(at, Math.Min(length, text.Length - at)).Insert(at, piece), _ => null);
                return true;
            }
            catch (RequirementProfileException fault)
            {
                return fault.Errors.Length > 0;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }
}
