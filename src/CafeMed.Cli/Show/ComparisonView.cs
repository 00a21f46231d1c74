using CafeMed.Data;

namespace CafeMed.Cli.Show;

/// <summary>Why two cohorts differ.</summary>
internal static class ComparisonView
{
    private static readonly (string Step, string Title)[] s_steps =
    [
        ("inputs", "1. Inputs: the files"), ("maps", "2. Maps of codes"), ("program", "3. Program and rules"), ("criteria", "4. Criteria"),
        ("rows", "5. Rows of the tables"), ("funnel", "6. Funnel"), ("people", "7. People: what one has alone"),
    ];

    /// <summary>Prints the differences by step; the first step that differs is mostly the reason for those below it.</summary>
    public static void Show(Page page, CohortReceipt a, CohortReceipt b, CohortComparison comparison)
    {
        page.Heading($"A: {a.Name}, {Figures.Of(a.Patients, "patient")}, {Figures.Of(a.Visits, "visit")}; B: {b.Name}, {Figures.Of(b.Patients, "patient")}, {Figures.Of(b.Visits, "visit")}");
        if (comparison.Differences.IsEmpty)
        {
            page.Text("The cohorts are equal: the same inputs, maps and criteria, and the same patients, visits and codes.");
            return;
        }
        page.Text(comparison.SamePeople
            ? "The same patients, visits and codes; what differs is said below."
            : $"Not the same. It begins with: {Title(comparison.Differences[0].Step)}.");
        foreach (var (step, title) in s_steps)
        {
            var rows = comparison.Differences.Where(difference => difference.Step == step).ToList();
            page.Heading(rows.Count == 0 ? $"{title}: no difference" : title);
            if (rows.Count > 0)
                page.Table(["<what", "<A", "<B"], rows.Select(row => new[] { row.What, row.A, row.B }));
        }
    }

    private static string Title(string step) => s_steps.First(known => known.Step == step).Title[3..];
}
