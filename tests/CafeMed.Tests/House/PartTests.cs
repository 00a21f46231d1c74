using System.Text.RegularExpressions;

namespace CafeMed.Tests.House;

public sealed partial class PartTests
{
    [Fact]
    public void Every_part_has_a_name_that_can_be_typed() => Findings.None(
        Parts().Where(part => !Kebab().IsMatch(part.Attribute.Name)).Select(part => $"{part.Type.Name}: '{part.Attribute.Name}'"),
        "Names of parts are kebab case: visit-gru.");

    [Fact]
    public void Every_part_says_what_it_does_and_where_it_comes_from() => Findings.None(
        Parts().Where(part => string.IsNullOrWhiteSpace(part.Attribute.Source) || string.IsNullOrWhiteSpace(part.Attribute.Summary) || part.Attribute.Summary.Contains('\n'))
            .Select(part => part.Type.FullName!),
        "[Part] carries a Source, and a Summary of one line.");

    [Fact]
    public void Names_are_unique_within_a_folder() => Findings.None(
        Parts().GroupBy(part => (part.Type.Namespace, part.Attribute.Name)).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key.Name}: {string.Join(", ", same.Select(part => part.Type.Name))}"),
        "Two parts of one kind cannot share a name.");

    private static IEnumerable<(Type Type, PartAttribute Attribute)> Parts() =>
        from assembly in Assemblies.Product
        from type in assembly.GetTypes()
        where type.IsDefined(typeof(PartAttribute), inherit: false)
        select (type, PartAttribute.Of(type));

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}
