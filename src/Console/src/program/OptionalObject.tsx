import { getDefaultRegistry } from "@rjsf/core";
import { ADDITIONAL_PROPERTY_FLAG, type FieldProps } from "@rjsf/utils";

const ObjectField = getDefaultRegistry().fields.ObjectField!;

/** An object that may be left out: that it is there can be all that it says, so that an empty one is on, and none is off. */
export function OptionalObject(props: FieldProps) {
  const { schema, fieldPathId, required, onChange } = props;
  const hasEntries = typeof schema.additionalProperties === "object";
  if (required || hasEntries || fieldPathId.path.length === 0 || ADDITIONAL_PROPERTY_FLAG in schema) {
    return <ObjectField {...props} />;
  }

  const title = props.title ?? schema.title ?? props.name;
  if (props.formData === undefined) {
    return (
      <fieldset>
        <legend>{title}</legend>
        {schema.description && <p className="hint">{schema.description}</p>}
        <button type="button" className="minor" onClick={() => onChange({}, fieldPathId.path)}>
          Turn on<span className="hidden"> {title}</span>
        </button>
      </fieldset>
    );
  }

  return (
    <div className="optional">
      <ObjectField {...props} />
      <button type="button" className="minor" onClick={() => onChange(undefined, fieldPathId.path)}>
        Turn off<span className="hidden"> {title}</span>
      </button>
    </div>
  );
}
