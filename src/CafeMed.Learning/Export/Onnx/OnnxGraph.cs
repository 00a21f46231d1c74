namespace CafeMed.Learning.Export.Onnx;

/// <summary>Builds a graph of ONNX operators: inputs, constants, nodes and outputs in the order in which they are asked for.</summary>
/// <remarks>Field numbers: onnx.proto3 of ONNX 1.16 (github.com/onnx/onnx). Operator set 20; files of IR version 9.</remarks>
internal sealed class OnnxGraph
{
    private const int IrVersion = 9, OperatorSet = 20;

    private readonly ProtoWriter _nodes = new();
    private readonly ProtoWriter _constants = new();
    private readonly ProtoWriter _inputs = new();
    private readonly ProtoWriter _outputs = new();
    private readonly Dictionary<string, OnnxValue> _wholes = [];
    private int _count;

    /// <summary>How many nodes there are.</summary>
    public int Nodes { get; private set; }

    /// <summary>An input; a dimension is a number, or a name where it differs from patient to patient.</summary>
    public OnnxValue Input(string name, OnnxType type, params object[] dimensions)
    {
        _inputs.Message(11, value => Describe(value, name, type, dimensions));
        return new(name);
    }

    /// <summary>Makes <paramref name="value"/> an output named <paramref name="name"/>.</summary>
    public void Output(string name, OnnxValue value, params object[] dimensions)
    {
        Write("Identity", [value], [name], []);
        _outputs.Message(12, output => Describe(output, name, OnnxType.Float, dimensions));
    }

    /// <summary>Numbers that are part of the file.</summary>
    public OnnxValue Constant(string name, float[] values, params long[] shape)
    {
        Constant(name, OnnxType.Float, shape, tensor => tensor.Raw(9, values));
        return new(name);
    }

    /// <summary>One number.</summary>
    public OnnxValue Number(double value) => Constant($"number.{_count++}", [(float)value]);

    /// <summary>A list of whole numbers: axes, shapes, indices.</summary>
    public OnnxValue Wholes(params long[] values)
    {
        var name = $"wholes.{string.Join('_', values)}";
        if (_wholes.TryGetValue(name, out var known))
            return known;
        Constant(name, OnnxType.Int64, [values.Length], tensor => tensor.Raw(9, values));
        return _wholes[name] = new(name);
    }

    /// <summary>One operator with one result.</summary>
    public OnnxValue Node(string type, OnnxValue[] inputs, params (string Name, object Value)[] attributes)
    {
        var result = $"{type}.{_count++}";
        Write(type, inputs, [result], attributes);
        return new(result);
    }

    /// <summary>One operator with several results, of which the last is wanted.</summary>
    public OnnxValue LastOf(string type, int results, OnnxValue[] inputs, params (string Name, object Value)[] attributes)
    {
        var last = $"{type}.{_count++}";
        Write(type, inputs, [.. Enumerable.Repeat("", results - 1), last], attributes);
        return new(last);
    }

    /// <summary>The file.</summary>
    public byte[] ToModel(string name, string version)
    {
        var model = new ProtoWriter();
        model.Whole(1, IrVersion);
        model.Text(2, "CafeMed");
        model.Text(3, version);
        model.Message(7, graph =>
        {
            graph.Append(_nodes);
            graph.Text(2, name);
            graph.Append(_constants);
            graph.Append(_inputs);
            graph.Append(_outputs);
        });
        model.Message(8, set => set.Whole(2, OperatorSet));
        return model.ToArray();
    }

    private void Constant(string name, OnnxType type, long[] shape, Action<ProtoWriter> values) => _constants.Message(5, tensor =>
    {
        foreach (var size in shape)
            tensor.Whole(1, size);
        tensor.Whole(2, (int)type);
        tensor.Text(8, name);
        values(tensor);
    });

    private void Write(string type, OnnxValue[] inputs, string[] outputs, (string Name, object Value)[] attributes)
    {
        Nodes++;
        _nodes.Message(1, node =>
        {
            foreach (var input in inputs)
                node.Text(1, input.Name ?? "");
            foreach (var output in outputs)
                node.Text(2, output);
            node.Text(3, $"{type}#{Nodes}");
            node.Text(4, type);
            foreach (var (name, value) in attributes)
                node.Message(5, attribute => Write(attribute, name, value));
        });
    }

    private static void Write(ProtoWriter attribute, string name, object value)
    {
        attribute.Text(1, name);
        switch (value)
        {
            case float number:
                attribute.Number(2, number);
                attribute.Whole(20, 1);
                break;
            case long whole:
                attribute.Whole(3, whole);
                attribute.Whole(20, 2);
                break;
            case string text:
                attribute.Text(4, text);
                attribute.Whole(20, 3);
                break;
            case long[] wholes:
                foreach (var one in wholes)
                    attribute.Whole(8, one);
                attribute.Whole(20, 7);
                break;
            default:
                throw new ArgumentException($"No attribute is a {value.GetType().Name}.", nameof(value));
        }
    }

    private static void Describe(ProtoWriter value, string name, OnnxType type, object[] dimensions)
    {
        value.Text(1, name);
        value.Message(2, kind => kind.Message(1, tensor =>
        {
            tensor.Whole(1, (int)type);
            tensor.Message(2, shape =>
            {
                foreach (var dimension in dimensions)
                    shape.Message(1, one =>
                    {
                        if (dimension is string free)
                            one.Text(2, free);
                        else
                            one.Whole(1, Convert.ToInt64(dimension));
                    });
            });
        }));
    }
}
