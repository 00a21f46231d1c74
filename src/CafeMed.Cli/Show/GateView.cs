using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Evaluation.Report.Sections;

namespace CafeMed.Cli.Show;

/// <summary>Whether the gates follow the patients.</summary>
internal static class GateView
{
    /// <summary>Prints it; nothing where there are no gates.</summary>
    public static void Show(Page page, GateAgreement? gates)
    {
        if (gates is null)
            return;
        page.Heading("Do the gates follow the patients?");
        foreach (var sentence in GateSection.Words(gates))
            page.Text(sentence);
        if (gates.Cells > 0)
            page.Table(
                ["<visits divided by", "cells", "correlation", "slope"],
                gates.Strata.Select(stratum => new[] { stratum.Name, Figures.Count(stratum.Cells), Figures.Inline(stratum.Correlation, "0.00", true), Figures.Inline(stratum.Slope, "0.00", true) }));
    }
}
