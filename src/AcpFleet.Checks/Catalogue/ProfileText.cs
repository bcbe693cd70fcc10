using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;

namespace AcpFleet.Checks.Catalogue;

/// <summary>A text that depends on the profile alone: made once per profile, for it is asked for once per node and check.</summary>
internal sealed class ProfileText(Func<RequirementProfile, LocalizedText> make)
{
    private volatile Made? _last;

    public LocalizedText Of(RequirementProfile profile)
    {
        if (_last is { } last && ReferenceEquals(last.Profile, profile)) return last.Text;
        var text = make(profile);
        _last = new Made(profile, text);
        return text;
    }

    private sealed record Made(RequirementProfile Profile, LocalizedText Text);
}
