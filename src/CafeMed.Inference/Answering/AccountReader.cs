using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;

namespace CafeMed.Inference.Answering;

/// <summary>Puts the outputs of a network together to the account of the last visit: the terms are those of training, in its order.</summary>
internal sealed class AccountReader(PatientEncoder encoder, LinearFeatures features, NetworkSession network)
{
    private static readonly Channel[] s_channels = Enum.GetValues<Channel>();

    /// <summary>The outputs that it needs; the logits are the first.</summary>
    public ImmutableArray<string> Needs { get; } =
    [
        Outputs.Logits,
        .. ((string[])[Outputs.Base, Outputs.Linear, .. s_channels.Select(Outputs.Evidence), Outputs.History, Outputs.Interplay]).Where(network.Gives),
    ];

    /// <summary>What spoke for and against each medication.</summary>
    public VisitAccount Read(VisitTable table, CodeLists columns, IReadOnlyList<OrtValue> values)
    {
        var (size, last) = (encoder.Medications.Count, table.Visits - 1);
        var terms = new AccountTerms(size);
        for (var i = 1; i < Needs.Length; i++)
        {
            var numbers = values[i].GetTensorDataAsSpan<float>();
            switch (Needs[i])
            {
                case Outputs.Base:
                    terms.Add(ContributionPath.Base, null, null, numbers);
                    break;
                case Outputs.Linear:
                    AddLinear(terms, columns[last], numbers, size);
                    break;
                case Outputs.History:
                    AddHistory(terms, table[Channel.History][last], numbers);
                    break;
                case Outputs.Interplay:
                    terms.Add(ContributionPath.Interplay, null, null, numbers);
                    break;
                default:
                    AddEvidence(terms, s_channels.First(channel => Outputs.Evidence(channel) == Needs[i]), table, numbers, size);
                    break;
            }
        }
        return terms.Keep();
    }

    private void AddLinear(AccountTerms terms, ReadOnlySpan<int> columns, ReadOnlySpan<float> numbers, int size)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var (path, kind, code) = features.Meaning(columns[i]);
            terms.Add(path, kind, code, numbers.Slice(i * size, size));
        }
    }

    private void AddEvidence(AccountTerms terms, Channel channel, VisitTable table, ReadOnlySpan<float> numbers, int size)
    {
        var tokens = table[channel][table.Visits - 1];
        for (var i = 0; i < tokens.Length; i++)
        {
            var (kind, code) = encoder.CodeOf(channel, tokens[i]);
            terms.Add(ContributionPath.GatedEffect, kind, code, numbers.Slice(i * size, size));
        }
    }

    private void AddHistory(AccountTerms terms, ReadOnlySpan<int> given, ReadOnlySpan<float> numbers)
    {
        foreach (var medication in given)
            if (medication < encoder.Medications.Count)
                terms.Add(ContributionPath.History, CodeKind.Medication, encoder.Medications[medication], numbers, only: medication);
    }
}
