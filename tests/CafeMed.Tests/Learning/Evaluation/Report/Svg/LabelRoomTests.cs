using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Tests.Learning.Evaluation.Report.Svg;

public sealed class LabelRoomTests
{
    [Fact]
    public void Labels_of_close_points_stay_apart_and_inside()
    {
        var room = new LabelRoom(50, 30, 346, 250);

        var places = new[] { (100.0, 100.0), (103, 102), (106, 101), (340, 35) }.Select(point => room.Place(point.Item1, point.Item2, 60)).ToArray();

        Assert.All(places, place => Assert.InRange(place.X, 50, 346 - 60));
        Assert.All(places, place => Assert.InRange(place.Y, 30, 250));
        for (var i = 0; i < places.Length; i++)
            for (var j = 0; j < i; j++)
                Assert.True(Math.Abs(places[i].X - places[j].X) >= 60 || Math.Abs(places[i].Y - places[j].Y) >= 13, $"{places[i]} covers {places[j]}");
    }
}
