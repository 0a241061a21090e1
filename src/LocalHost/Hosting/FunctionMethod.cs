using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.LocalHost.Hosting;

/// <summary>A method that Azure would call, found by its attributes, and what it is called by.</summary>
public sealed class FunctionMethod
{
    private readonly ObjectFactory create;
    private readonly MethodInvoker invoke;
    private readonly Type[] parameters;

    private FunctionMethod(string name, MethodInfo method, Attribute trigger)
    {
        Name = name;
        Method = method;
        Trigger = trigger;
        create = ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        invoke = MethodInvoker.Create(method);
        parameters = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    /// <summary>An <see cref="HttpTriggerAttribute"/>, <see cref="ServiceBusTriggerAttribute"/> or
    /// <see cref="TimerTriggerAttribute"/>.</summary>
    public Attribute Trigger { get; }

    /// <summary>The functions among some types, by name.</summary>
    /// <exception cref="InvalidOperationException">One has no trigger that this host knows, or two have one name.</exception>
    public static IReadOnlyList<FunctionMethod> FindIn(IEnumerable<Type> types)
    {
        var functions = new SortedDictionary<string, FunctionMethod>(StringComparer.Ordinal);
        foreach (var method in types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } function
                && !functions.TryAdd(function.Name, new FunctionMethod(function.Name, method, TriggerOf(function.Name, method))))
            {
                throw new InvalidOperationException($"Two functions are called {function.Name}.");
            }
        }

        return [.. functions.Values];
    }

    /// <summary>A new instance of the function's class, as there is one for each call on Azure.</summary>
    public object CreateInstance(IServiceProvider services) => create(services, null);

    /// <summary>Calls the function in a scope of its own, each parameter given the argument that is of its type.</summary>
    public async Task CallAsync(IServiceProvider services, params object[] arguments)
    {
        await using var scope = services.CreateAsyncScope();
        var values = Array.ConvertAll<Type, object?>(parameters, type => arguments.First(type.IsInstanceOfType));
        await (Task)invoke.Invoke(CreateInstance(scope.ServiceProvider), values.AsSpan())!;
    }

    private static Attribute TriggerOf(string name, MethodInfo method)
    {
        var triggers = method.GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributes())
            .Where(attribute => attribute is HttpTriggerAttribute or ServiceBusTriggerAttribute or TimerTriggerAttribute)
            .ToList();
        return triggers.Count == 1
            ? triggers[0]
            : throw new InvalidOperationException($"The function {name} does not have the one trigger that LocalHost asks for.");
    }
}
