namespace CafeMed.Learning.Export.Onnx;

/// <summary>What a tensor holds, by ONNX's own numbers.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
}
