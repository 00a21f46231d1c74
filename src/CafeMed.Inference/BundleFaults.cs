namespace CafeMed.Inference;

/// <summary>Every fault of this assembly in one place, so that the wording can be read and reviewed together.</summary>
internal static class BundleFaults
{
    public static CafeMedException Missing(string path) => new(new Fault(
        "CM5001",
        $"There is no bundle '{path}'.",
        "Check the path; `cafemed export --run RUN --out FILE` writes a bundle."));

    public static CafeMedException Damaged(string path, string why, Exception? inner = null) => new(new Fault(
        "CM5002",
        $"The bundle '{path}' is damaged or was changed: {why.Split('\n')[0].TrimEnd('.', '\r')}.",
        "Fetch it again from where it was made, or export the run again; it is not used."), inner);

    public static CafeMedException OtherVersion(string path, string found, int known) => new(new Fault(
        "CM5003",
        $"The bundle '{path}' is of format {found}; this program reads format {known}.",
        "Export the run again with this program, or open the bundle with the program that wrote it."));

    public static CafeMedException BadSignature(string path, string why) => new(new Fault(
        "CM5004",
        $"The signature of the bundle '{path}' does not verify: {why}.",
        "It was changed after it was signed. Fetch it again from where it was made; it is not used."));

    public static CafeMedException NotTrusted(string path, string signer) => new(new Fault(
        "CM5005",
        $"The bundle '{path}' was signed by {signer[..16]}…, who is not trusted here.",
        "Ask its maker for the public key, check it by another way, and name it with --trust FILE.pem."));

    public static CafeMedException CannotLoad(string path, Exception inner) => new(new Fault(
        "CM5006",
        $"The network of the bundle '{path}' cannot be loaded: {inner.Message.Split('\n')[0]}",
        "Export the run again with this program; if that does not help, report it."), inner);

    public static CafeMedException TooLarge(string path, string what, long limit) => new(new Fault(
        "CM5007",
        $"The bundle '{path}' is refused: {what} is larger than {limit} bytes.",
        "No bundle that this program writes is so large."));

    public static CafeMedException BadKey(string path, string why, Exception? inner) => new(new Fault(
        "CM5008",
        $"The key file '{path}' cannot be used: {why}.",
        "Give a PEM file with a key of the curve P-384: `openssl ecparam -name secp384r1 -genkey -noout -out key.pem`."), inner);

    public static CafeMedException CannotWrite(string path, Exception inner) => new(new Fault(
        "CM5009",
        $"'{path}' cannot be written: {inner.Message.Split('\n')[0]}",
        "Check that the disk has room, that the folder may be written, and that no such key is there already."), inner);

    public static CafeMedException NoAnswer(Exception inner) => new(new Fault(
        "CM5010",
        $"The network gave no answer: {inner.Message.Split('\n')[0]}",
        "The patient may have more visits or codes than there is memory for; send fewer, or report it."), inner);
}
