using static TorchSharp.torch;

namespace CafeMed.Learning.Regression;

/// <summary>Limited-memory BFGS with a scaled diagonal start and backtracking, for one smooth convex function of one tensor.</summary>
/// <remarks>Source: Nocedal and Wright 2006, Numerical Optimization, algorithms 7.4 and 3.1. TorchSharp's own offers no line search.</remarks>
internal static class Lbfgs
{
    private const int Memory = 8;

    /// <summary>Minimises a function from <paramref name="start"/>.</summary>
    /// <param name="start">Where to begin; left as it is.</param>
    /// <param name="evaluate">Value and gradient at a point. The caller of the function frees the gradient.</param>
    /// <param name="curvature">Positive diagonal guess of the Hessian, the shape of <paramref name="start"/> or broadcast to it.</param>
    /// <param name="tolerance">Stops when an iteration lowers the value by less than this share of it.</param>
    /// <param name="iterations">At most so many.</param>
    /// <param name="ct">Stops between iterations.</param>
    /// <returns>The minimiser; the caller frees it.</returns>
    public static Tensor Minimize(
        Tensor start, Func<Tensor, (double Value, Tensor Gradient)> evaluate, Tensor curvature, double tolerance, int iterations, CancellationToken ct)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var history = new List<(Tensor Step, Tensor Change, double Rho)>();
        var point = start.clone();
        var (value, gradient) = evaluate(point);
        for (var i = 0; i < iterations; i++)
        {
            ct.ThrowIfCancellationRequested();
            // A scope of its own: what an iteration leaves behind is freed with it, not at the end.
            using var iteration = NewDisposeScope();
            var direction = Direction(gradient, history, curvature);
            var slope = (direction * gradient).sum().item<float>();
            var (next, nextValue, nextGradient) = Search(point, value, direction, slope, evaluate);
            Remember(history, next - point, nextGradient - gradient);
            var gained = value - nextValue;
            point.Dispose();
            gradient.Dispose();
            (point, value, gradient) = (next.MoveToOuterDisposeScope(), nextValue, nextGradient.MoveToOuterDisposeScope());
            if (gained <= tolerance * Math.Abs(value))
                break;
        }
        return point.MoveToOuterDisposeScope();
    }

    private static (Tensor Point, double Value, Tensor Gradient) Search(
        Tensor point, double value, Tensor direction, double slope, Func<Tensor, (double, Tensor)> evaluate)
    {
        for (var length = 1.0; ; length /= 2)
        {
            var next = point.Plus(direction.Times(length));
            var (nextValue, nextGradient) = evaluate(next);
            if (nextValue <= value + 1e-4 * length * slope || length < 1e-6)
                return (next, nextValue, nextGradient);
            next.Dispose();
            nextGradient.Dispose();
        }
    }

    private static Tensor Direction(Tensor gradient, List<(Tensor Step, Tensor Change, double Rho)> history, Tensor curvature)
    {
        using var scope = NewDisposeScope();
        var q = gradient.clone();
        var alphas = new double[history.Count];
        for (var i = history.Count - 1; i >= 0; i--)
        {
            alphas[i] = history[i].Rho * (history[i].Step * q).sum().item<float>();
            q.Add_(history[i].Change, -alphas[i]);
        }
        q.div_(curvature);
        if (history.Count > 0)
            q.Scale_(Length(history[^1], curvature));
        for (var i = 0; i < history.Count; i++)
        {
            var beta = history[i].Rho * (history[i].Change * q).sum().item<float>();
            q.Add_(history[i].Step, alphas[i] - beta);
        }
        return q.neg().MoveToOuterDisposeScope();
    }

    // The diagonal knows nothing of columns that go together; the last step says by how much it is too steep or too flat.
    private static double Length((Tensor Step, Tensor Change, double Rho) last, Tensor curvature)
    {
        using var scope = NewDisposeScope();
        return 1 / (last.Rho * (last.Change * last.Change / curvature).sum().item<float>());
    }

    private static void Remember(List<(Tensor Step, Tensor Change, double Rho)> history, Tensor step, Tensor change)
    {
        var product = (double)(step * change).sum().item<float>();
        if (product <= 1e-12)
            return;
        history.Add((step.MoveToOuterDisposeScope(), change.MoveToOuterDisposeScope(), 1 / product));
        if (history.Count <= Memory)
            return;
        history[0].Step.Dispose();
        history[0].Change.Dispose();
        history.RemoveAt(0);
    }
}
