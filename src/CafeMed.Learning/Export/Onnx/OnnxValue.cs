namespace CafeMed.Learning.Export.Onnx;

/// <summary>A tensor inside a graph, by name.</summary>
internal readonly record struct OnnxValue(string Name);
