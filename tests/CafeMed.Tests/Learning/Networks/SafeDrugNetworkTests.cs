using CafeMed.Learning;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Networks;

// The molecular branch; without molecules it is tested with all networks.
[Collection(TorchTests.Turn)]
public sealed class SafeDrugNetworkTests
{
    // Public formulas: omeprazole, metformin, warfarin, aspirin, furosemide, metoprolol, lisinopril, ramipril, ibuprofen.
    private static readonly Dictionary<string, string> s_smiles = new()
    {
        ["A02BC01"] = "CC1=CN=C(C(=C1OC)C)CS(=O)C2=NC3=C(N2)C=CC(=C3)OC",
        ["A10BA02"] = "CN(C)C(=N)NC(=N)N",
        ["B01AA03"] = "CC(=O)CC(C1=CC=CC=C1)C2=C(C3=CC=CC=C3OC2=O)O",
        ["B01AC06"] = "CC(=O)Oc1ccccc1C(=O)O",
        ["C03CA01"] = "C1=COC(=C1)CNC2=CC(=C(C=C2C(=O)O)S(=O)(=O)N)Cl",
        ["C07AB02"] = "CC(C)NCC(COC1=CC=C(C=C1)CCOC)O",
        ["C09AA03"] = "C1CC(N(C1)C(=O)C(CCCCN)NC(CCC2=CC=CC=C2)C(=O)O)C(=O)O",
        ["C09AA05"] = "CCOC(=O)C(CCC1=CC=CC=C1)NC(C)C(=O)N2C3CCCC3CC2C(=O)O",
        ["M01AE01"] = "CC(C)Cc1ccc(cc1)C(C)C(=O)O",
    };

    [Theory]
    [InlineData(9)]
    [InlineData(4)]
    public void With_molecules_gradients_reach_every_parameter(int known)
    {
        using var scope = NewDisposeScope();
        using var network = Network(known);
        TinyStudy.Perturb(network);
        using var batch = TinyStudy.Table.Batch([.. Enumerable.Range(0, 20)]);

        network.call(batch).Squared().sum().backward();

        Assert.Equal(known, network.KnownMolecules);
        Assert.All(network.named_parameters(), named =>
        {
            Assert.True(named.parameter.grad is not null, $"{named.name} has no gradient.");
            Assert.True(named.parameter.grad.abs().max().item<float>() > 0, $"The gradient of {named.name} is zero.");
        });
    }

    [Fact]
    public void The_logits_are_what_the_formula_says()
    {
        using var scope = NewDisposeScope();
        using var network = Network(4);
        TinyStudy.Perturb(network);
        network.eval();
        using var batch = TinyStudy.Table.Batch([2, 0, 3]);
        using var gradients = no_grad();

        var weights = Layers.Plain.Weights(network);
        var drugs = Layers.Plain.Rows(((CafeMed.Learning.Layers.MoleculeEncoder)network.named_children().Single(child => child.name == "_molecules").module).call());
        var states = Enumerable.Range(0, 4).Select(c => Layers.Plain.Rows(((CafeMed.Learning.Layers.ChannelRecurrence)
            ((TorchSharp.Modules.ModuleList<CafeMed.Learning.Layers.ChannelRecurrence>)network.named_children().Single(child => child.name == "_recurrences").module)[c]).call(batch))).ToArray();
        var expected = Enumerable.Range(0, batch.Visits).Select(v =>
        {
            var query = Layers.Plain.Linear(weights, "_query", [.. states.SelectMany(state => state[v]).Select(value => Math.Max(0, value))]);
            var similar = Layers.Plain.Sigmoid([.. drugs.Select(drug => Layers.Plain.Dot(drug, query))]);
            var global = Layers.Plain.LayerNorm(weights, "_norm", Layers.Plain.Add(similar, Layers.Plain.Linear(weights, "_global", similar)));
            var parts = Layers.Plain.Sigmoid(Layers.Plain.Linear(weights, "_substructures", query));
            var rest = Layers.Plain.Linear(weights, "_head", query);
            return Enumerable.Range(0, 9).Select(m => weights["_base"][0][m] + (weights["_known"][0][m] == 0 ? rest[m]
                : global[m] * parts.Select((part, s) => part * weights["_mask"][s][m] * weights["_local"][s][m]).Sum())).ToArray();
        }).ToArray();
        Layers.Plain.Near(expected, network.call(batch), 2e-4);
    }

    [Fact]
    public void Without_molecules_there_is_no_molecular_branch()
    {
        using var network = Network(0);

        Assert.Equal(0, network.KnownMolecules);
        Assert.DoesNotContain(network.named_children(), child => child.name.Contains("olecule", StringComparison.Ordinal));
    }

    [Fact]
    public void A_smiles_that_is_none_is_refused() =>
        Fails.With("CM3120", () => NetworkFactory.Create("safedrug", TinyStudy.Knowledge, """{ "smiles": { "A10BA02": "C(" } }"""));

    private static SafeDrugNetwork Network(int known) => new(TinyStudy.Knowledge, new SafeDrugNetwork.Options
    {
        Width = 8,
        Dropout = 0,
        Smiles = s_smiles.Take(known).ToDictionary(),
    });
}
