namespace CafeMed.Cli;

/// <summary>The faults of roles and balance in one place, so that the wording can be read and reviewed together.</summary>
internal static class RoleFaults
{
    public static CafeMedException NoRoles(string path) => new(new Fault(
        "CM7064",
        $"'{path}' has no roles of diagnoses and procedures.",
        "Learn them with `cafemed effects discover --cohort COHORT --out FILE`, or into this file with --effects."));

    public static CafeMedException NoBalance(string path, string estimator) => new(new Fault(
        "CM7065",
        $"'{path}' has no balance of covariates: its estimator, {estimator}, does not weight visits.",
        "Fit with --estimator overlap-ipw, which does."));
}
