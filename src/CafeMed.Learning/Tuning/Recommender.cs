using CafeMed.Learning.Networks;
using CafeMed.Learning.Studies;

namespace CafeMed.Learning.Tuning;

/// <summary>Who is tuned or measured, by name: a network or a baseline.</summary>
/// <param name="Name">What the command line says.</param>
/// <param name="IsNetwork">Whether it is trained by epochs.</param>
/// <param name="Part">What it is and where it comes from.</param>
public sealed record Recommender(string Name, bool IsNetwork, PartAttribute Part)
{
    /// <summary>Whether estimated effects are part of it; the others are spared the estimation.</summary>
    public bool ReadsEffects => IsNetwork && Name == new StudyOptions().Network;

    /// <summary>The network or baseline of that name.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>: there is none.</exception>
    public static Recommender Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return NetworkFactory.Catalogue.Names.Contains(name)
            ? new(name, true, PartAttribute.Of(NetworkFactory.Catalogue[name]))
            : new(name, false, PartAttribute.Of(Study.BaselineParts[name]));
    }

    /// <summary>Every network and baseline.</summary>
    public static IEnumerable<string> Names => NetworkFactory.Catalogue.Names.Concat(Study.BaselineParts.Names);

    /// <summary>A study in which this recommender is the one that is fitted: other networks do not get options of another's, and who reads no effects gets cheap ones.</summary>
    public StudyOptions Of(StudyOptions study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Study.Resolve(study with
        {
            Network = IsNetwork ? Name : study.Network,
            Options = !IsNetwork || Name == study.Network ? study.Options : [],
            Effects = ReadsEffects ? study.Effects : "marginal",
            Baselines = IsNetwork ? [] : [Name],
        });
    }
}
