using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Serving.CdsHooks;

/// <summary>Identifiers that are the same whenever the same request is answered: an answer that is given again has the same bytes.</summary>
internal sealed class Stamp(string hookInstance, string service)
{
    public string Of(string what)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{hookInstance}\n{service}\n{what}"));
        // A UUID of version 8: made from data of our own.
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest.AsSpan(0, 16), bigEndian: true).ToString();
    }
}
