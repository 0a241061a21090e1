import {
  ADDITIONAL_PROPERTY_FLAG,
  canExpand,
  type ArrayFieldItemButtonsTemplateProps,
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  type FieldTemplateProps,
  type IconButtonProps,
  type ObjectFieldTemplateProps,
  type WrapIfAdditionalTemplateProps,
} from "@rjsf/utils";
import { conditionsKey, type Condition } from "./formSchema";
import { isValid } from "./validator";

// How the parts of a form look. The library's own look wants a style sheet of others.

function FieldTemplate(props: FieldTemplateProps) {
  if (props.hidden) {
    return <div hidden>{props.children}</div>;
  }

  // An entry is called by the id above it.
  const isLabelled = props.displayLabel && !(ADDITIONAL_PROPERTY_FLAG in props.schema);
  return (
    <WrapIfAdditionalTemplate {...props}>
      {isLabelled && (
        <label htmlFor={props.id}>
          {props.label}
          {props.required && <span className="required"> (required)</span>}
        </label>
      )}
      {isLabelled && props.rawDescription && <p className="hint">{props.rawDescription}</p>}
      {props.children}
      {props.rawErrors?.map((error) => (
        <p className="wrong" key={error}>
          {error}
        </p>
      ))}
    </WrapIfAdditionalTemplate>
  );
}

/** An entry under a name of its own, such as a reward. */
function WrapIfAdditionalTemplate(props: WrapIfAdditionalTemplateProps) {
  if (!(ADDITIONAL_PROPERTY_FLAG in props.schema)) {
    return <div className="field">{props.children}</div>;
  }

  return (
    <div className="entry">
      <div className="field">
        <label htmlFor={`${props.id}-key`}>Id</label>
        <input id={`${props.id}-key`} type="text" defaultValue={props.label} key={props.label} onBlur={props.onKeyRenameBlur} />
      </div>
      {props.children}
      <button type="button" className="minor" onClick={props.onRemoveProperty}>
        Remove {props.label}
      </button>
    </div>
  );
}

function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { formData = {}, schema, fieldPathId, registry, uiSchema } = props;
  const AddButton = registry.templates.ButtonTemplates.AddButton;
  const hidden = absent((schema as Record<string, unknown>)[conditionsKey] as Condition[] | undefined, formData);
  const fields = (
    <>
      {props.description && <p className="hint">{props.description}</p>}
      <div className="fields">
        {props.properties
          .filter((property) => !property.hidden && (formData[property.name] !== undefined || !hidden.has(property.name)))
          .map((property) => property.content)}
      </div>
      {canExpand(schema, uiSchema, formData) && (
        <AddButton className="" onClick={props.onAddProperty} registry={registry} uiSchema={uiSchema} />
      )}
    </>
  );
  const name = formData.name ?? formData.id;
  const depth = fieldPathId.path.length;
  if (depth === 0) {
    return <div>{fields}</div>;
  }

  return depth >= 2 && typeof name === "string" ? (
    <details id={fieldPathId.$id}>
      <summary>{name}</summary>
      {fields}
    </details>
  ) : (
    <fieldset id={fieldPathId.$id}>
      {props.title && <legend>{props.title}</legend>}
      {fields}
    </fieldset>
  );
}

/** What can't be there, as the others stand. */
function absent(conditions: Condition[] | undefined, value: unknown): Set<string> {
  return new Set((conditions ?? []).flatMap((each) => (isValid(each.if, value) ? each.thenNone : each.elseNone)));
}

function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const AddButton = props.registry.templates.ButtonTemplates.AddButton;
  return (
    <fieldset id={props.fieldPathId.$id}>
      <legend>{props.title}</legend>
      {props.schema.description && <p className="hint">{props.schema.description}</p>}
      {props.items}
      {props.canAdd && <AddButton className="" onClick={props.onAddClick} registry={props.registry} uiSchema={props.uiSchema} />}
      {props.rawErrors?.map((error) => (
        <p className="wrong" key={error}>
          {error}
        </p>
      ))}
    </fieldset>
  );
}

function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  return (
    <div className="item">
      <div className="grow">{props.children}</div>
      {props.hasToolbar && <ItemButtons {...props.buttonsProps} />}
    </div>
  );
}

function ItemButtons(props: ArrayFieldItemButtonsTemplateProps) {
  return (
    <div className="tools">
      {props.hasMoveUp && <Tool what="Move up" sign="↑" act={props.onMoveUpItem} />}
      {props.hasMoveDown && <Tool what="Move down" sign="↓" act={props.onMoveDownItem} />}
      {props.hasRemove && <Tool what="Remove" sign="×" act={props.onRemoveItem} />}
    </div>
  );
}

function Tool({ what, sign, act }: { what: string; sign: string; act: (event: any) => void }) {
  return (
    <button type="button" className="tool" title={what} aria-label={what} onClick={act}>
      {sign}
    </button>
  );
}

function AddButton(props: IconButtonProps) {
  return (
    <button type="button" className="minor" onClick={props.onClick} disabled={props.disabled}>
      Add
    </button>
  );
}

export const templates = {
  FieldTemplate,
  ObjectFieldTemplate,
  ArrayFieldTemplate,
  ArrayFieldItemTemplate,
  ArrayFieldItemButtonsTemplate: ItemButtons,
  WrapIfAdditionalTemplate,
  ButtonTemplates: { AddButton },
};
