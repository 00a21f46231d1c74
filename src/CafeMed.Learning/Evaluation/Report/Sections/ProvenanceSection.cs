using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>What is needed to trace the run and to repeat it.</summary>
public static class ProvenanceSection
{
    /// <summary>The section.</summary>
    public static Markup Of(RunReport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var source = run.Provenance;
        (string Name, string Value)[] lines =
        [
            ("Interaction facts", source.InteractionSource),
            ("Effects estimated by", source.EffectsEstimator),
            ("Training patients' fingerprint", source.FittedOn),
            ("Revision of the program", source.Revision ?? "not known"),
            ("Machine", source.Machine),
            ("Seed", $"{run.Seed}"),
            .. (source.Versions.IsDefault ? [] : source.Versions).Select(version => (version.Key, version.Value)),
        ];
        return Markup.Of($"""
            <section aria-labelledby="provenance"><h2 id="provenance">Provenance</h2>
            {Table.Of("Where this comes from", [new("Item"), new("Value")], lines.Select(line => new[] { Markup.Encoded(line.Name), Markup.Of($"<span class=\"long\">{line.Value}</span>") }))}
            <h3>Resolved configuration</h3>
            <pre tabindex="0" aria-label="Resolved configuration, YAML">{run.Configuration}</pre></section>

            """);
    }
}
