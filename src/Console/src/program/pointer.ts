import { ErrorSchemaBuilder, type ErrorSchema } from "@rjsf/utils";
import type { Finding } from "../api";

/** The steps of a JSON Pointer (RFC 6901). */
export function steps(pointer: string): string[] {
  return pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Where a form has the field that a pointer names. */
export function fieldId(pointer: string): string {
  return ["root", ...steps(pointer)].join("_");
}

/** The findings, each at its field. */
export function atFields(findings: Finding[]): ErrorSchema {
  const builder = new ErrorSchemaBuilder();
  for (const finding of findings) {
    builder.addErrors(finding.detail, steps(finding.pointer));
  }

  return builder.ErrorSchema;
}
