namespace CafeMed.Safety.SafeSets;

/// <summary>Makes a greedy set better by letting one drug take the place of another while that helps: a closer first guess makes the proof short.</summary>
internal static class SwapSearch
{
    /// <summary>Improves an allowed set in place; it stays allowed, and keeps what it keeps.</summary>
    public static void Improve(SafeSetState state, int size)
    {
        while (Step(state, size))
        {
        }
    }

    private static bool Step(SafeSetState state, int size)
    {
        var value = state.Value + 1e-12;
        foreach (var leaves in state.Drugs.Where(drug => !state.Keep[drug]).ToArray())
        {
            state.Flip(leaves);
            var (best, most) = (-1, value);
            for (var drug = 0; drug < size; drug++)
                if (drug != leaves && !state.Has(drug) && state.Fits(drug) && state.ValueWith(drug) is var worth && worth > most)
                    (best, most) = (drug, worth);
            if (best < 0)
            {
                state.Flip(leaves);
                continue;
            }
            state.Flip(best);
            for (var drug = 0; drug < size; drug++)
                if (!state.Has(drug) && state.Fits(drug) && state.ValueWith(drug) > state.Value + 1e-12)
                    state.Flip(drug);
            return true;
        }
        return false;
    }
}
