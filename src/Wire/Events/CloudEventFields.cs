using System.Text.Json;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Events;

/// <summary>The attributes of a CloudEvent that are looked at; the rest is passed over.</summary>
internal struct CloudEventFields
{
    public JsonElement SpecVersion;
    public JsonElement Type;
    public JsonElement Id;
    public JsonElement Source;
    public JsonElement DataContentType;
    public JsonElement Data;
    public JsonElement DataBase64;

    public static CloudEventFields Of(JsonElement element)
    {
        var fields = default(CloudEventFields);
        foreach (var property in element.EnumerateObject())
        {
            switch (property.TolerantName())
            {
                case "specversion": fields.SpecVersion = property.Value; break;
                case "type": fields.Type = property.Value; break;
                case "id": fields.Id = property.Value; break;
                case "source": fields.Source = property.Value; break;
                case "datacontenttype": fields.DataContentType = property.Value; break;
                case "data": fields.Data = property.Value; break;
                case "data_base64": fields.DataBase64 = property.Value; break;
            }
        }

        return fields;
    }
}
