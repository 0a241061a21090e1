using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Loyalty.Architecture.Tests;

/// <summary>A method with [Function], and the parameter that triggers it.</summary>
internal sealed record Function(string Name, MethodInfo Method, ParameterInfo Triggered, TriggerBindingAttribute Trigger)
{
    public static IReadOnlyList<Function> All { get; } =
    [
        .. from type in House.Functions.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<TriggerBindingAttribute>()
           where trigger is not null
           select new Function(function.Name, method, parameter, trigger),
    ];

    public static IEnumerable<Function> With<TTrigger>() => All.Where(function => function.Trigger is TTrigger);

    /// <summary>The parameters beside the one that triggers.</summary>
    public IEnumerable<ParameterInfo> Others => Method.GetParameters().Where(parameter => parameter.Position != Triggered.Position);

    public override string ToString() => $"{Name} ({Method.DeclaringType}.{Method.Name})";
}
