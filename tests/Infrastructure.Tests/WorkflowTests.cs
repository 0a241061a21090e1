using System.Text.RegularExpressions;

namespace Loyalty.Infrastructure.Tests;

/// <summary>The workflows and azure.yaml, as far as they can be held without GitHub and Azure.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Paths() => [.. Workflow.Paths()];

    [Fact]
    public void There_is_one_that_tests_one_with_stand_ins_and_one_that_deploys() =>
        Assert.Equal(["ci.yml", "deploy.yml", "standins.yml"], Workflow.Paths().Select(path => Path.GetFileName(path)).Order());

    [Theory]
    [MemberData(nameof(Paths))]
    public void An_action_is_named_by_a_commit_which_nobody_can_move(string path) =>
        Assert.All(new Workflow(path).Actions, action => Assert.Matches("^[a-z-]+/[a-z-]+@[0-9a-f]{40}$", action));

    [Theory]
    [MemberData(nameof(Paths))]
    public void What_a_step_names_is_there(string path)
    {
        var named = new Workflow(path).Commands.SelectMany(command => PathName().Matches(command)).Select(match => match.Value).ToArray();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.True(Path.Exists(Repository.PathOf(name)), name));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_job_waits_only_for_jobs_that_there_are_and_may_do_nothing_that_it_was_not_given(string path)
    {
        var workflow = new Workflow(path);

        Assert.All(workflow.Jobs.Values, job => Assert.All(
            Workflow.Texts(job.Children.TryGetValue("needs", out var needs) ? needs : null), name => Assert.Contains(name, workflow.Jobs)));
        Assert.Equal("read", workflow.TextAt("permissions", "contents"));
        Assert.Single(Workflow.Map(workflow.At("permissions")!));
    }

    [Fact]
    public void The_official_packages_are_tested_on_Linux_and_Windows() =>
        Assert.Equal(
            ["ubuntu-latest", "windows-latest"],
            Workflow.Texts(new Workflow(".github/workflows/ci.yml").At("jobs", "test", "strategy", "matrix", "os")));

    [Theory]
    [InlineData("preview", "${{ inputs.environment }}-preview")]
    [InlineData("deploy", "${{ inputs.environment }}")]
    public void A_deployment_is_vouched_for_by_its_environment(string job, string environment)
    {
        var workflow = new Workflow(".github/workflows/deploy.yml");

        Assert.Equal("write", workflow.TextAt("jobs", job, "permissions", "id-token"));
        Assert.Equal(environment, workflow.TextAt("jobs", job, "environment"));
        Assert.DoesNotContain("secrets.", Repository.Read(".github/workflows/deploy.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_deployed_before_it_was_previewed() =>
        Assert.Contains("preview", Workflow.Texts(new Workflow(".github/workflows/deploy.yml").At("jobs", "deploy", "needs")));

    [Theory]
    [InlineData("preview")]
    [InlineData("deploy")]
    public void The_parameters_get_from_the_workflow_what_they_read_but_who_keeps_the_secrets(string job)
    {
        var read = VariableName().Matches(Repository.Read("infra/bicep/main.bicepparam"))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        var given = Workflow.Map(new Workflow(".github/workflows/deploy.yml").At("jobs", job, "env")!).Select(variable => variable.Key);

        Assert.Equal(read.Except(["AZURE_PRINCIPAL_ID", "AZURE_PRINCIPAL_TYPE"]).Order(), given.Order());
    }

    [Fact]
    public void The_package_is_deployed_to_the_app_that_is_tagged_with_its_name()
    {
        var azure = new Workflow("azure.yaml");
        var service = Assert.Single(Workflow.Map(azure.At("services")!)).Key;

        Assert.Equal("function", azure.TextAt("services", service, "host"));
        Assert.True(Directory.Exists(Repository.PathOf(azure.TextAt("services", service, "project")!)));
        Assert.Contains($"'azd-service-name': '{service}'", Repository.Read("infra/bicep/modules/functions.bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public void azd_finds_the_parameters_and_the_scripts()
    {
        var azure = new Workflow("azure.yaml");

        var parameters = $"{azure.TextAt("infra", "path")}/{azure.TextAt("infra", "module")}.bicepparam";
        Assert.True(File.Exists(Repository.PathOf(parameters)));
        Assert.All(["posix", "windows"], system =>
            Assert.True(File.Exists(Repository.PathOf(azure.TextAt("hooks", "postprovision", system, "run")!))));
    }

    [Theory]
    [InlineData("infra/secrets.sh", @"\$(LOYALTY_[A-Z_]+)")]
    [InlineData("infra/secrets.ps1", @"\$env:(LOYALTY_[A-Z_]+)")]
    public void The_scripts_are_told_what_they_ask_for(string script, string name)
    {
        var outputs = OutputName().Matches(Repository.Read("infra/bicep/main.bicep")).Select(match => match.Groups[1].Value);

        Assert.Empty(Regex.Matches(Repository.Read(script), name).Select(match => match.Groups[1].Value)
            .Except(outputs).Except(["LOYALTY_PATIENCE"]));
    }

    [GeneratedRegex(@"(?<![\w./-])(?:src|tests|infra|\.ci)/[\w./-]+")]
    private static partial Regex PathName();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"^output (\w+) ", RegexOptions.Multiline)]
    private static partial Regex OutputName();
}
