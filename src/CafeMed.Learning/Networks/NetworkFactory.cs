using CafeMed.Learning.Configuration;

namespace CafeMed.Learning.Networks;

/// <summary>Builds networks by name, with their options as JSON: what a run folder stores is what this reads.</summary>
public static class NetworkFactory
{
    /// <summary>Every network of this assembly.</summary>
    public static Catalogue<MedicationNetwork> Catalogue { get; } = new(typeof(NetworkFactory).Assembly, "network");

    /// <summary>Builds the network named <paramref name="name"/>.</summary>
    /// <param name="name">One of the catalogue's names.</param>
    /// <param name="knowledge">What the network starts from.</param>
    /// <param name="options">Its options as JSON; what is not given has its default.</param>
    /// <exception cref="CafeMedException"><c>CM2002</c>: no such network; <c>CM3001</c>, <c>CM3002</c>: its options are wrong.</exception>
    public static MedicationNetwork Create(string name, NetworkKnowledge knowledge, string options = "{}")
    {
        var constructor = Catalogue[name].GetConstructors().Single();
        var value = StrictJson.Read(constructor.GetParameters()[1].ParameterType, options, $"network '{name}'");
        return (MedicationNetwork)constructor.Invoke(System.Reflection.BindingFlags.DoNotWrapExceptions, null, [knowledge, value], null);
    }

    /// <summary>The options of the network named <paramref name="name"/>, every default written out, as JSON.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>: no such network; <c>CM3001</c>, <c>CM3002</c>: its options are wrong.</exception>
    public static string Resolve(string name, string options)
    {
        var type = Catalogue[name].GetConstructors().Single().GetParameters()[1].ParameterType;
        return StrictJson.Write(type, StrictJson.Read(type, options, $"network '{name}'"));
    }
}
