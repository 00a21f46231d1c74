using CafeMed.Learning.Encoding;
using CafeMed.Learning.Export.Onnx;
using static TorchSharp.torch;

namespace CafeMed.Learning.Export.Layers;

/// <summary>The numbers of one module and of those inside it, by the names of its fields; remembers which of them were used.</summary>
internal sealed class StoredWeights
{
    private readonly OnnxGraph _graph;
    private readonly IReadOnlyDictionary<string, Tensor> _numbers;
    private readonly HashSet<string> _used;
    private readonly Dictionary<string, OnnxValue> _constants;
    private readonly string _path;

    public StoredWeights(OnnxGraph graph, IReadOnlyDictionary<string, Tensor> numbers) : this(graph, numbers, [], [], "")
    {
    }

    private StoredWeights(OnnxGraph graph, IReadOnlyDictionary<string, Tensor> numbers, HashSet<string> used, Dictionary<string, OnnxValue> constants, string path) =>
        (_graph, _numbers, _used, _constants, _path) = (graph, numbers, used, constants, path);

    /// <summary>What no emitter asked for: a part of the network that the export does not know.</summary>
    public IEnumerable<string> Unused => _numbers.Keys.Except(_used).Order(StringComparer.Ordinal);

    /// <summary>The module in a field.</summary>
    public StoredWeights this[string field] => new(_graph, _numbers, _used, _constants, $"{_path}{field}.");

    /// <summary>The module at a place of a list in a field.</summary>
    public StoredWeights this[string field, int place] => this[$"{field}.{place}"];

    /// <summary>Whether the module has numbers by that name.</summary>
    public bool Has(string name) => _numbers.ContainsKey(_path + name);

    /// <summary>How many modules stand in the list of a field.</summary>
    public int CountOf(string field) => _numbers.Keys.Where(name => name.StartsWith($"{_path}{field}.", StringComparison.Ordinal))
        .Select(name => name[(_path.Length + field.Length + 1)..].Split('.')[0]).Distinct().Count();

    /// <summary>The numbers as they are.</summary>
    public OnnxValue Take(string name) => Take(name, "", values => values, shape => shape);

    /// <summary>(A, B) as (B, A).</summary>
    public OnnxValue Turned(string name)
    {
        var (rows, columns) = ((int)Shape(name)[0], (int)Shape(name)[1]);
        return Take(name, ".t", values => Turn(values, rows, columns), _ => [columns, rows]);
    }

    /// <summary>Numbers that were computed from the module's own.</summary>
    public OnnxValue Take(string name, string suffix, Func<float[], float[]> change, Func<long[], long[]> shape)
    {
        if (_constants.TryGetValue(_path + name + suffix, out var known))
            return known;
        return _constants[_path + name + suffix] = _graph.Constant(_path + name + suffix, change(Values(name)), shape(Shape(name)));
    }

    public float[] Values(string name)
    {
        _used.Add(_path + name);
        return _numbers[_path + name].Floats();
    }

    public long[] Shape(string name) => _numbers[_path + name].shape;

    private static float[] Turn(float[] values, int rows, int columns)
    {
        var turned = new float[values.Length];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                turned[c * rows + r] = values[r * columns + c];
        return turned;
    }
}
