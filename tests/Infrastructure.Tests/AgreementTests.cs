using System.Collections.Immutable;
using Loyalty.Infrastructure.Tests.Agreement;
using Loyalty.Infrastructure.Tests.Bicep;
using Loyalty.Infrastructure.Tests.Code;

namespace Loyalty.Infrastructure.Tests;

/// <summary>infra/bicep and src/Functions say the same, and where one of them is changed alone, that is found.</summary>
public sealed class AgreementTests
{
    private static readonly Surroundings Code = Surroundings.Current;

    public AgreementTests() => Compiler.SkipWhereItIsMissing();

    [Fact]
    public void The_functions_start_with_what_they_are_told_and_read_all_of_it() =>
        Assert.Empty(Deployment.Both.SelectMany(deployment => Settings.Complaints(deployment, Code)));

    [Fact]
    public void A_setting_that_the_source_names_was_asked_for()
    {
        var asked = Composed.From(Settings.Evaluated(Deployment.Dev, Deployment.Dev.Settings)).Asked;

        Assert.NotEmpty(Surroundings.NamedSettings());
        Assert.Empty(Surroundings.NamedSettings().Except(asked));
    }

    [Fact]
    public void The_queues_are_those_that_the_functions_use() =>
        Assert.Empty(Deployment.Both.SelectMany(deployment => Queues.Complaints(deployment, Code)));

    [Fact]
    public void Everybody_may_do_what_they_do_and_nothing_else() =>
        Assert.Empty(Deployment.Both.SelectMany(deployment => Roles.Complaints(deployment, Code, ClientsWith(deployment))));

    [Fact]
    public void The_alerts_ask_for_what_the_functions_count()
    {
        Assert.SkipWhen(Code.Metrics.IsEmpty, "The functions count nothing yet.");

        Assert.NotEmpty(Metrics.Named(Deployment.Dev));
        Assert.Empty(Deployment.Both.SelectMany(deployment => Metrics.Complaints(deployment, Code)));
    }

    [Theory]
    [InlineData("Storage__accountName")]
    [InlineData("ServiceBus__fullyQualifiedNamespace")]
    [InlineData("Email__endpoint")]
    [InlineData("Keys__0__Sha256")]
    [InlineData("Links__Keys__0__Id")]
    [InlineData("Links__Keys__0__Secret")]
    [InlineData("Lookups__Keys__0__Secret")]
    [InlineData("AzureWebJobsStorage__accountName")]
    [InlineData("ServiceBus__clientId")]
    [InlineData("AZURE_CLIENT_ID")]
    public void A_setting_that_is_not_set_any_more_is_found(string name) =>
        Assert.NotEmpty(Complaints(Deployment.Dev.Settings.Where(setting => setting.Key != name)));

    [Theory]
    [InlineData("Sending__PerMinut", "30")]
    [InlineData("Keys__0__Owner", "till")]
    [InlineData("Storage__accountKey", "secret")]
    public void A_setting_that_nothing_reads_is_found(string name, string value) =>
        Assert.Equal([$"Nothing reads {name}."], Complaints(Deployment.Dev.Settings.Append(new(name, value))));

    [Fact]
    public void A_secret_that_is_not_made_as_the_functions_want_it_is_found()
    {
        var reference = Deployment.Dev.Settings["Links__Keys__0__Secret"];

        Assert.NotEmpty(Complaints(Deployment.Dev.Settings.Where(setting => setting.Key != "Keys__0__Sha256")
            .Append(new("Keys__0__Sha256", reference))));
    }

    [Fact]
    public void A_connection_of_another_name_is_found() =>
        Assert.Contains(
            "The Functions host needs Bus__fullyQualifiedNamespace, and nobody sets it.",
            Settings.Complaints(Deployment.Dev, Code with { Connections = ["Bus"] }));

    [Fact]
    public void A_queue_that_is_renamed_on_one_side_alone_is_found()
    {
        string[] expected = ["The functions use the queue purchases, and nobody makes it.", "The functions do not use the queue sales."];

        Assert.Equal(expected, Queues.Complaints(Changed("names.bicep", "purchases: 'purchases'", "purchases: 'sales'"), Code));
        Assert.NotEmpty(Queues.Complaints(Deployment.Dev, Code with { Taken = ["sales", "delivery-reports"], Filled = ["sales"] }));
    }

    [Fact]
    public void A_role_that_is_taken_away_is_found()
    {
        var changed = Changed("modules/roles.bicep", "scope: bus::reportQueue", "scope: bus::purchaseQueue");

        Assert.Contains(
            Roles.Complaints(changed, Code, ClientsWith(Deployment.Dev)),
            complaint => complaint.StartsWith("Nobody says that", StringComparison.Ordinal)
                && complaint.EndsWith("/queues/delivery-reports.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_role_that_nobody_needs_is_found()
    {
        const string StorageBlobDataReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
        var changed = Changed("modules/roles.bicep", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", StorageBlobDataReader);

        var complaints = Roles.Complaints(changed, Code, ClientsWith(Deployment.Dev)).ToArray();

        Assert.Contains(complaints, complaint => complaint.Contains(StorageBlobDataReader, StringComparison.Ordinal));
        Assert.Contains(complaints, complaint => complaint.Contains("has Storage Table Data Contributor", StringComparison.Ordinal));
    }

    [Fact]
    public void A_client_that_the_code_does_without_leaves_a_role_that_nobody_needs() =>
        Assert.Contains(
            Roles.Complaints(Deployment.Dev, Code, []),
            complaint => complaint.StartsWith("Nobody needs that", StringComparison.Ordinal)
                && complaint.Contains("Communication and Email Service Owner", StringComparison.Ordinal));

    [Fact]
    public void A_client_of_which_nobody_said_what_role_it_needs_is_found() =>
        Assert.Throws<InvalidOperationException>(() => Roles.Complaints(Deployment.Dev, Code, [typeof(Uri)]).ToArray());

    [Fact]
    public void An_alert_that_asks_for_what_is_not_counted_is_found() =>
        Assert.Equal(
            ["An alert asks for loyalty.due.age, and nothing in the functions is counted so."],
            Metrics.Complaints(Deployment.Dev, Code with { Metrics = ["loyalty.events.age", "loyalty.messages", "http.server.request.duration"] }));

    private static IEnumerable<string> Complaints(IEnumerable<KeyValuePair<string, string>> settings) =>
        Settings.Complaints(Deployment.Dev, settings.ToDictionary(), Code);

    private static ImmutableArray<Type> ClientsWith(Deployment deployment) =>
        Composed.From(Settings.Evaluated(deployment, deployment.Settings)).Clients;

    private static Deployment Changed(string file, string old, string with)
    {
        using var compiler = new Compiler();
        compiler.Replace(file, old, with);
        return Deployment.Of(compiler, Size.Dev);
    }
}
