using System.Globalization;
using System.Text.Json.Nodes;

namespace CafeMed.Learning.Studies;

/// <summary>A study with some options changed.</summary>
/// <param name="Name">What is changed, as <c>key=value</c>, joined by <c>+</c>: <c>effects</c> is the estimator, every other key an option of the network. <c>full</c> changes nothing.</param>
public sealed record AblationVariant(string Name)
{
    private const string Estimator = "effects";
    private const string Track = "effectTrack";

    private static readonly (string Name, string Summary)[] _known =
    [
        ("gate=per-code", "one gate per code and patient, the same for all drugs"),
        ("gate=scalar", "one gate per patient's visit, the same for all codes and drugs"),
        ("gate=static", "no gates: effects are the same for all patients"),
        ("gate=permuted", "negative control: effects of the wrong drugs"),
        ("charm=off", "plain means in place of CHARM"),
        ("evidence=off", "effects do not go straight to the logits"),
        ("message=off", "effects carry nothing back to the codes"),
    ];

    /// <summary>The model as it was asked for: what the others are compared with.</summary>
    public static AblationVariant Full { get; } = new("full");

    /// <summary>What it is, in one line.</summary>
    public string Summary => Name == Full.Name ? "the model as configured"
        : _known.FirstOrDefault(known => known.Name == Name).Summary
        ?? (Name.StartsWith($"{Estimator}=", StringComparison.Ordinal) && !Name.Contains('+') ? $"effects estimated by {Name[(Estimator.Length + 1)..]}" : $"with {Name.Replace("+", ", ", StringComparison.Ordinal)}");

    /// <summary>The variants that are compared unless others are asked for: CafeMed with each part left out or made simpler, and with every other estimator. A network without a part's option is not varied in it.</summary>
    public static IReadOnlyList<AblationVariant> Standard(StudyOptions study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var resolved = Study.Resolve(study);
        return
        [
            .. _known.Where(known => known.Name.Split('=') is [var key, var value] && resolved.Options[key] is { } now && now.GetValue<string>() != value)
                .Select(known => new AblationVariant(known.Name)),
            .. Study.Estimators.Names.Where(name => name != study.Effects).Order(StringComparer.Ordinal).Select(name => new AblationVariant($"{Estimator}={name}")),
        ];
    }

    /// <summary>The options of <paramref name="study"/> with the changes.</summary>
    /// <exception cref="CafeMedException"><c>CM3050</c>: the name is none; <c>CM2002</c>, <c>CM3001</c>, <c>CM3002</c>: a name, key or value is wrong.</exception>
    public StudyOptions Apply(StudyOptions study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (Name == Full.Name)
            return Study.Resolve(study);
        var options = (JsonObject)study.Options.DeepClone();
        foreach (var change in Name.Split('+'))
        {
            if (change.Split('=') is not [{ Length: > 0 } key, { Length: > 0 } value])
                throw AblationFaults.BadVariant(Name, $"'{change}' has not the form key=value");
            if (key == Estimator)
                study = study with { Effects = value };
            else if (key == Track)
                study = study with { EffectTrack = Enum.TryParse<EffectTrack>(value, ignoreCase: true, out var track) && Enum.IsDefined(track) && !char.IsAsciiDigit(value[0])
                    ? track : throw AblationFaults.BadVariant(Name, $"'{value}' is neither total nor direct") };
            else
                options[key] = Value(value);
        }
        return Study.Resolve(study with { Options = options });
    }

    private static JsonValue Value(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : bool.TryParse(text, out var truth) ? JsonValue.Create(truth)
        : JsonValue.Create(text);
}
