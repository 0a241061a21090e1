import type { RJSFSchema, UiSchema } from "@rjsf/utils";
import { words } from "../words";

// The program's JSON Schema, as forms can be made from it: what it refers to is put in its place, and what depends on other fields is
// taken out and kept beside, so that a form hides a field while it can't be there. Whether a program is right, the host says.

type Schema = Record<string, any>;

/** While the condition holds (or not), these fields can't be there. */
export interface Condition {
  if: Schema;
  thenNone: string[];
  elseNone: string[];
}

export const conditionsKey = "x-conditions";

// Publishing can't change them once customers were counted by them.
const settled = new Set(["currency", "zone", "dayStart", "weekStart"]);

export function formSchema(root: Schema): RJSFSchema {
  return resolve(root, root, "") as RJSFSchema;
}

/** The part of the schema with these fields alone. */
export function part(schema: RJSFSchema, fields: string[]): RJSFSchema {
  const properties = Object.fromEntries(fields.map((field) => [field, schema.properties?.[field] ?? {}]));
  return {
    type: "object",
    properties,
    required: schema.required?.filter((field) => fields.includes(field)),
    [conditionsKey]: (schema as Schema)[conditionsKey],
  };
}

/** How each field is edited, by what the schema says of it. */
export function uiSchema(schema: Schema, name = "", depth = 0): UiSchema {
  const ui: UiSchema = {};
  if (schema.format === "money" || schema.format === "clock") {
    ui["ui:widget"] = schema.format;
  } else if (name === "reward") {
    ui["ui:widget"] = "reward";
  } else if (schema.type === "boolean") {
    ui["ui:widget"] = "yesNo";
  }

  if (schema.default !== undefined && schema.type !== "array") {
    ui["ui:placeholder"] = String(schema.default);
  }

  if (depth === 1 && settled.has(name)) {
    ui["ui:readonly"] = true;
  }

  for (const [field, inner] of Object.entries<Schema>(schema.properties ?? {})) {
    ui[field] = uiSchema(inner, field, depth + 1);
  }

  if (typeof schema.items === "object") {
    ui.items = uiSchema(schema.items, name, depth + 1);
  }

  if (typeof schema.additionalProperties === "object") {
    ui.additionalProperties = uiSchema(schema.additionalProperties, name, depth + 1);
  }

  return ui;
}

function resolve(node: unknown, root: Schema, name: string): unknown {
  if (typeof node !== "object" || node === null || Array.isArray(node)) {
    return node;
  }

  const { $ref, ...own } = node as Schema;
  if (typeof $ref === "string") {
    return resolve({ ...root.$defs[$ref.replace("#/$defs/", "")], ...own }, root, name);
  }

  const { if: condition, then, else: otherwise, allOf = [], anyOf: _, prefixItems: __, propertyNames: ___, $defs: ____, ...rest } = own;
  const conditions: Condition[] = [];
  for (const each of [{ if: condition, then, else: otherwise }, ...allOf] as Schema[]) {
    if (each.if) {
      conditions.push({ if: each.if, thenNone: forbidden(each.then), elseNone: forbidden(each.else) });
    } else {
      Object.assign(rest, Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)));
    }
  }

  const schema: Schema = { ...rest };
  if (conditions.length > 0) {
    schema[conditionsKey] = conditions;
  }

  if (schema.properties) {
    const { $schema: _____, ...fields } = schema.properties as Schema;
    schema.properties = Object.fromEntries(
      Object.entries(fields).map(([field, inner]) => [field, resolve({ title: words(field), ...(inner as Schema) }, root, field)]),
    );
  }

  if (schema.items) {
    schema.items = resolve(schema.items, root, name);
  }

  if (typeof schema.additionalProperties === "object") {
    schema.additionalProperties = resolve(schema.additionalProperties, root, name);
  }

  if (schema.oneOf) {
    schema.oneOf = (schema.oneOf as Schema[]).map((option) => resolve({ title: optionTitle(option), ...option }, root, name));
  }

  if (schema.enum && !schema.type) {
    schema.type = "string";
  }

  return schema;
}

function forbidden(branch: Schema | undefined): string[] {
  return Object.entries(branch?.properties ?? {}).filter(([, inner]) => inner === false).map(([field]) => field);
}

function optionTitle(option: Schema): string {
  return option.properties ? words(Object.keys(option.properties).join(" and ")) : option.enum ? "One of a few" : words(option.format ?? option.type);
}
