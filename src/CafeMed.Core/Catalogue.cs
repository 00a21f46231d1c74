using System.Reflection;

namespace CafeMed;

/// <summary>The named parts of one kind that an assembly offers: adding a class is all it takes to add a part.</summary>
/// <typeparam name="T">The contract that the parts keep.</typeparam>
public sealed class Catalogue<T>
{
    private readonly Dictionary<string, Type> _parts;
    private readonly string _kind;

    /// <summary>Finds every concrete <typeparamref name="T"/> in <paramref name="assembly"/> that has a <see cref="PartAttribute"/>.</summary>
    /// <param name="assembly">Where the parts are.</param>
    /// <param name="kind">What a part is called in a fault: "connector", "network", "rule".</param>
    public Catalogue(Assembly assembly, string kind)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _kind = kind;
        _parts = assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T)) && type.IsDefined(typeof(PartAttribute), inherit: false))
            .ToDictionary(type => PartAttribute.Of(type).Name);
    }

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => _parts.Keys.Order(StringComparer.Ordinal);

    /// <summary>The parts' attributes, by name.</summary>
    public IEnumerable<PartAttribute> Parts => Names.Select(name => PartAttribute.Of(_parts[name]));

    /// <summary>The class behind <paramref name="name"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>: no part has that name.</exception>
    public Type this[string name] => _parts.TryGetValue(name, out var type) ? type : throw Faults.UnknownName(_kind, name, Names);

    /// <summary>Builds the part named <paramref name="name"/> with <paramref name="arguments"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>: no part has that name.</exception>
    public T Create(string name, params object[] arguments) => (T)Activator.CreateInstance(this[name], arguments)!;

    /// <summary>Builds the part named <paramref name="name"/> with those of <paramref name="services"/> that its constructor asks for, by type.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>: no part has that name.</exception>
    /// <exception cref="InvalidOperationException">The part has no single constructor, or asks for what is not there.</exception>
    public T Compose(string name, params object[] services) => Create(name,
    [
        .. this[name].GetConstructors().Single().GetParameters().Select(parameter => services.FirstOrDefault(parameter.ParameterType.IsInstanceOfType)
            ?? throw new InvalidOperationException($"The {_kind} '{name}' asks for a {parameter.ParameterType.Name}, which is not offered.")),
    ]);
}
