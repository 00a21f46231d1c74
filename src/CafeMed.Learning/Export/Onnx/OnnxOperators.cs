namespace CafeMed.Learning.Export.Onnx;

/// <summary>The operators that layers are made of, by name.</summary>
internal static class OnnxOperators
{
    public static OnnxValue Add(this OnnxGraph graph, OnnxValue left, OnnxValue right) => graph.Node("Add", [left, right]);

    public static OnnxValue Subtract(this OnnxGraph graph, OnnxValue left, OnnxValue right) => graph.Node("Sub", [left, right]);

    public static OnnxValue Multiply(this OnnxGraph graph, OnnxValue left, OnnxValue right) => graph.Node("Mul", [left, right]);

    public static OnnxValue Divide(this OnnxGraph graph, OnnxValue left, OnnxValue right) => graph.Node("Div", [left, right]);

    public static OnnxValue Add(this OnnxGraph graph, OnnxValue left, double right) => graph.Add(left, graph.Number(right));

    public static OnnxValue Multiply(this OnnxGraph graph, OnnxValue left, double right) => graph.Multiply(left, graph.Number(right));

    public static OnnxValue AtLeast(this OnnxGraph graph, OnnxValue value, double least) => graph.Node("Max", [value, graph.Number(least)]);

    public static OnnxValue MatrixProduct(this OnnxGraph graph, OnnxValue left, OnnxValue right) => graph.Node("MatMul", [left, right]);

    public static OnnxValue Tanh(this OnnxGraph graph, OnnxValue value) => graph.Node("Tanh", [value]);

    public static OnnxValue Sigmoid(this OnnxGraph graph, OnnxValue value) => graph.Node("Sigmoid", [value]);

    public static OnnxValue Exp(this OnnxGraph graph, OnnxValue value) => graph.Node("Exp", [value]);

    public static OnnxValue Log(this OnnxGraph graph, OnnxValue value) => graph.Node("Log", [value]);

    public static OnnxValue Negative(this OnnxGraph graph, OnnxValue value) => graph.Node("Neg", [value]);

    public static OnnxValue Relu(this OnnxGraph graph, OnnxValue value) => graph.Node("Relu", [value]);

    public static OnnxValue Gelu(this OnnxGraph graph, OnnxValue value) => graph.Node("Gelu", [value]);

    public static OnnxValue Softmax(this OnnxGraph graph, OnnxValue value) => graph.Node("Softmax", [value], ("axis", -1L));

    public static OnnxValue Concat(this OnnxGraph graph, long axis, params OnnxValue[] values) => graph.Node("Concat", values, ("axis", axis));

    /// <summary>Rows by index.</summary>
    public static OnnxValue Rows(this OnnxGraph graph, OnnxValue table, OnnxValue indices) => graph.Node("Gather", [table, indices], ("axis", 0L));

    /// <summary>The last row, as a table of one row.</summary>
    public static OnnxValue LastRow(this OnnxGraph graph, OnnxValue table) => graph.Rows(table, graph.Wholes(-1));

    /// <summary>The sum over one axis, which goes.</summary>
    public static OnnxValue SumOver(this OnnxGraph graph, long axis, OnnxValue value) => graph.Node("ReduceSum", [value, graph.Wholes(axis)], ("keepdims", 0L));

    /// <summary>The sum over one axis, which stays with length 1.</summary>
    public static OnnxValue SumAlong(this OnnxGraph graph, long axis, OnnxValue value) => graph.Node("ReduceSum", [value, graph.Wholes(axis)], ("keepdims", 1L));

    public static OnnxValue Transpose(this OnnxGraph graph, OnnxValue value, params long[] order) => graph.Node("Transpose", [value], ("perm", order));

    /// <summary>-1 is worked out, 0 stays as it is.</summary>
    public static OnnxValue Reshape(this OnnxGraph graph, OnnxValue value, params long[] shape) => graph.Node("Reshape", [value, graph.Wholes(shape)]);

    public static OnnxValue Unsqueeze(this OnnxGraph graph, OnnxValue value, params long[] axes) => graph.Node("Unsqueeze", [value, graph.Wholes(axes)]);

    public static OnnxValue Squeeze(this OnnxGraph graph, OnnxValue value, params long[] axes) => graph.Node("Squeeze", [value, graph.Wholes(axes)]);

    /// <summary>From <paramref name="start"/> to <paramref name="end"/> along one axis.</summary>
    public static OnnxValue Slice(this OnnxGraph graph, OnnxValue value, long axis, long start, long end) =>
        graph.Node("Slice", [value, graph.Wholes(start), graph.Wholes(end), graph.Wholes(axis)]);
}
