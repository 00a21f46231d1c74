using CafeMed.Learning.Training;

namespace CafeMed.Cli.Show;

/// <summary>How training went, in two lines.</summary>
internal static class TrainingView
{
    /// <summary>Prints the epochs and which was kept.</summary>
    public static void Show(Page page, IReadOnlyList<EpochReport> epochs)
    {
        if (epochs.LastOrDefault(epoch => epoch.Best) is not { } best)
            return;
        page.Heading("Training");
        page.Text($"{Figures.Of(epochs.Count, "epoch")}; epoch {best.Epoch} is kept: Jaccard {best.ValidationJaccard:0.000} on validation, together with its linear tower where it has one");
    }
}
