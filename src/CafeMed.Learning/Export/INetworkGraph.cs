namespace CafeMed.Learning.Export;

/// <summary>Writes one network as operators.</summary>
internal interface INetworkGraph
{
    /// <summary>Adds the network's nodes to the graph.</summary>
    NetworkTerms Add();
}
