namespace CafeMed.Data;

/// <summary>A connector that can also read a live database: see <see cref="ImportOptions.Connection"/>.</summary>
public interface IDatabaseConnector : IConnector;
