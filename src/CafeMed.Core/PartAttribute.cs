using System.Reflection;

namespace CafeMed;

/// <summary>Names a connector, network, recommender, estimator or rule, and says where it comes from.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PartAttribute(string name) : Attribute
{
    /// <summary>Stable name in kebab case: what the command line and the settings say.</summary>
    public string Name { get; } = name;

    /// <summary>The paper, guideline or data set that this part follows.</summary>
    public required string Source { get; init; }

    /// <summary>What it does, in one line for a list.</summary>
    public required string Summary { get; init; }

    /// <summary>The attribute of <paramref name="type"/>.</summary>
    public static PartAttribute Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.GetCustomAttribute<PartAttribute>()
            ?? throw new InvalidOperationException($"{type.Name} lacks [Part(name, Source = ..., Summary = ...)].");
    }
}
