using CafeMed.Tests.Data.Pickle;

namespace CafeMed.Tests.Data.Legacy;

/// <summary>The files of the SafeDrug line, small and hand-made.</summary>
internal sealed class TinyLegacy : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>Two visits of a patient, one of each other: lists of numbers of diagnoses, procedures and medications.</summary>
    public TinyLegacy(int patients = 2)
    {
        Write("records_final.pkl", TinyPickle.Of(Enumerable.Range(0, patients).Select(patient => patient == 0
            ? new[] { new[] { new[] { 1, 0 }, [0], [0, 1] }, [[2], [], [2]] }
            : [[[patient % 3], [1], [patient % 3, (patient + 1) % 3]]])));
        Write("voc_final.pkl", TinyPickle.Of(new Dictionary<string, object>
        {
            ["diag_voc"] = TinyPickle.Voc("4019", "V3001", "E8788"),
            ["med_voc"] = TinyPickle.Voc("A01A", "B01A", "C09A"),
            ["pro_voc"] = TinyPickle.Voc("3893", "66"),
        }));
        Write("ddi_A_final.pkl", TinyPickle.Of(new double[,] { { 0, 1, 0 }, { 1, 0, 0 }, { 0, 0, 0 } }));
    }

    public DirectoryInfo Root => _folder.Root;

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(_folder.File(name).FullName, bytes);

    public void Write(string name, string text) => _folder.Write(name, text);

    public void Delete(string name) => _folder.File(name).Delete();

    public void Dispose() => _folder.Dispose();
}
