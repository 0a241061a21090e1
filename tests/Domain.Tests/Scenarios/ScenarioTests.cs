using System.Text;
using Loyalty.Domain.Tests.Wire;
using Loyalty.Wire.Programs;

namespace Loyalty.Domain.Tests.Scenarios;

public class ScenarioTests
{
    [Fact]
    public void What_is_drawn_is_what_the_contract_lets_in() =>
        Property.Holds(500, Scenario.Any(), scenario =>
        {
            Assert.All(scenario.Published, version =>
            {
                var json = ScenarioJson.Program(version.Program).ToJsonString();
                Assert.Equal("", Pointers.Of(ProgramJson.Parse(Encoding.UTF8.GetBytes(json))));
            });
            Assert.All(scenario.Events, one =>
                Assert.Equal(one, Pointers.Good(Pointers.Event(ScenarioJson.Event(one).ToJsonString()))));
        });
}
