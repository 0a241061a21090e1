using System.Reflection;
using System.Text.RegularExpressions;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Architecture.Tests;

/// <summary>The shapes that both hosts can drive: the Functions host on Azure, and LocalHost.</summary>
public sealed partial class FunctionShapes
{
    private static readonly string[] Prefixes = ["api/", "card/", "console/", "feedback/", "openapi.json", "unsubscribe/"];

    [Fact]
    public void There_are_functions_of_each_kind_to_look_at() // Without any, what is said of all of them would hold.
    {
        Assert.NotEmpty(Function.With<HttpTriggerAttribute>());
        Assert.NotEmpty(Function.With<ServiceBusTriggerAttribute>());
    }

    [Fact]
    public void Each_function_has_one_trigger_that_both_hosts_know() =>
        Assert.DoesNotContain(Function.All.GroupBy(function => function.Method), triggers =>
            triggers.Count() != 1
            || triggers.Single().Trigger is not (HttpTriggerAttribute or ServiceBusTriggerAttribute or TimerTriggerAttribute));

    [Fact]
    public void No_method_is_a_function_without_a_trigger() =>
        Assert.Empty(House.Functions.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Except(Function.All.Select(function => function.Method)));

    [Fact]
    public void Function_names_are_unique_whatever_their_case() =>
        Assert.Empty(Function.All
            .GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(named => named.Count() > 1)
            .Select(named => named.Key));

    [Fact]
    public void An_HTTP_function_takes_the_request_its_route_values_and_a_cancellation_token_and_returns_a_result() =>
        Assert.DoesNotContain(Function.With<HttpTriggerAttribute>(), function =>
            function.Triggered.ParameterType != typeof(HttpRequest)
            || function.Method.ReturnType != typeof(Task<IResult>)
            || function.Others.Count(parameter => parameter.ParameterType == typeof(CancellationToken)) != 1
            || !RouteValues(function).Order().SequenceEqual(
                function.Others.Where(parameter => parameter.ParameterType != typeof(CancellationToken)).Select(parameter => parameter.Name!).Order()));

    [Fact]
    public void An_HTTP_function_spells_the_whole_of_its_route() =>
        Assert.DoesNotContain(Function.With<HttpTriggerAttribute>(), function =>
            !Prefixes.Any(prefix => Http(function).Route?.StartsWith(prefix, StringComparison.Ordinal) == true)
            || Http(function).Methods is null or []);

    [Fact]
    public void An_HTTP_function_leaves_keys_to_our_own_check() =>
        Assert.DoesNotContain(Function.With<HttpTriggerAttribute>(), function => Http(function).AuthLevel != AuthorizationLevel.Anonymous);

    [Fact]
    public void A_queue_function_takes_a_batch_and_settles_it_message_by_message() =>
        Assert.DoesNotContain(Function.With<ServiceBusTriggerAttribute>(), function =>
            function.Triggered.ParameterType != typeof(ServiceBusReceivedMessage[])
            || !((ServiceBusTriggerAttribute)function.Trigger).IsBatched
            || !SaysNotToComplete(function.Triggered)
            || function.Method.ReturnType != typeof(Task)
            || !TypesOf(function.Others).SequenceEqual([typeof(ServiceBusMessageActions), typeof(CancellationToken)]));

    [Fact]
    public void A_timer_function_takes_the_timer_and_a_cancellation_token() =>
        Assert.DoesNotContain(Function.With<TimerTriggerAttribute>(), function =>
            function.Triggered.ParameterType != typeof(TimerInfo)
            || function.Method.ReturnType != typeof(Task)
            || !TypesOf(function.Others).SequenceEqual([typeof(CancellationToken)]));

    private static HttpTriggerAttribute Http(Function function) => (HttpTriggerAttribute)function.Trigger;

    private static IEnumerable<Type> TypesOf(IEnumerable<ParameterInfo> parameters) => parameters.Select(parameter => parameter.ParameterType);

    private static IEnumerable<string> RouteValues(Function function) =>
        RouteValue().Matches(Http(function).Route ?? "").Select(match => match.Groups[1].Value);

    // What is not said is taken from host.json, so it has to be said.
    private static bool SaysNotToComplete(ParameterInfo parameter) =>
        parameter.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(ServiceBusTriggerAttribute))
            .SelectMany(attribute => attribute.NamedArguments)
            .Any(argument => argument.MemberName == nameof(ServiceBusTriggerAttribute.AutoCompleteMessages) && argument.TypedValue.Value is false);

    [GeneratedRegex(@"\{\*{0,2}(\w+)[^}]*\}")]
    private static partial Regex RouteValue();
}
