import Form from "@rjsf/core";
import type { RJSFSchema } from "@rjsf/utils";
import { useMemo } from "react";
import schema from "../../../../config/program.schema.json";
import type { Finding } from "../api";
import { formSchema, part, uiSchema } from "./formSchema";
import { OptionalObject } from "./OptionalObject";
import { atFields } from "./pointer";
import { templates } from "./templates";
import validator from "./validator";
import { widgets, type Context } from "./widgets";

/** A program as a document: what a form leaves alone stays as it is. */
export type Program = Record<string, any>;

const whole = formSchema(schema);
const ui = uiSchema(whole);

// Which fields stand together; what the schema has beyond them is "Other", so that nothing new is left out.
const named: Record<string, string[]> = {
  Tiers: ["tiers", "visit", "earn", "onPublish"],
  Streaks: ["streaks", "closures"],
  Stamps: ["stamps"],
  Rewards: ["rewards", "refunds", "rewardsSince"],
  Messages: ["messages"],
  Shop: ["name", "currency", "zone", "dayStart", "weekStart", "stores", "retention"],
};
const grouped = new Set(Object.values(named).flat());
const others = Object.keys(whole.properties ?? {}).filter((field) => !grouped.has(field));

export const parts: Record<string, string[]> = others.length === 0 ? named : { ...named, Other: others };

const fields = { ObjectField: OptionalObject };

const schemas: Record<string, RJSFSchema> = Object.fromEntries(
  Object.entries(parts).map(([name, fields]) => [name, part(whole, fields)]),
);

/** Which part has the field that a pointer names. */
export function partOf(pointer: string): string | undefined {
  const field = pointer.split("/")[1] ?? "";
  return Object.keys(parts).find((name) => parts[name]?.includes(field));
}

export function ProgramForm(props: { name: string; program: Program; findings: Finding[]; onChange: (next: Program) => void }) {
  const { name, program, findings, onChange } = props;
  const shown = parts[name] ?? [];
  const context: Context = {
    currency: typeof program.currency === "string" ? program.currency : "EUR",
    rewards: Object.entries<any>(program.rewards ?? {}).map(([id, reward]) => ({ id, name: reward?.name ?? id })),
  };
  const errors = useMemo(() => atFields(findings.filter((finding) => partOf(finding.pointer) === name)), [findings, name]);
  const schema = schemas[name];
  return schema === undefined ? null : (
    <Form
      key={name}
      tagName="div"
      schema={schema}
      uiSchema={ui}
      validator={validator}
      formData={Object.fromEntries(shown.filter((field) => field in program).map((field) => [field, program[field]]))}
      formContext={context}
      templates={templates}
      widgets={widgets}
      fields={fields}
      extraErrors={errors}
      noHtml5Validate
      experimental_defaultFormStateBehavior={{ emptyObjectFields: "skipDefaults" }}
      showErrorList={false}
      onChange={(event) => {
        // Fields stand where they stood, and new ones at the end, so that a publish changes what was changed and nothing else.
        const next: Program = { ...program };
        for (const field of shown) {
          const value = event.formData?.[field];
          if (value === undefined) {
            delete next[field];
          } else {
            next[field] = value;
          }
        }

        if (JSON.stringify(next) !== JSON.stringify(program)) {
          onChange(next);
        }
      }}
    >
      <></>
    </Form>
  );
}
