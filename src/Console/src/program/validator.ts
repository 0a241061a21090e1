import { Validator } from "@cfworker/json-schema";
import { toErrorSchema, type RJSFSchema, type ValidatorType } from "@rjsf/utils";

// What forms ask of a schema is which of its variants a value is. Whether the whole is right, the host alone says, in one way for
// everybody; so nothing is found wrong here. The library interprets schemas, where others write code, which the page's policy forbids.

export function isValid(schema: object, value: unknown): boolean {
  return new Validator(schema as never, "2020-12", true).validate(value).valid;
}

const validator: ValidatorType<any, RJSFSchema, any> = {
  isValid: (schema, value) => isValid(schema, value ?? null),
  rawValidation: () => ({ errors: [] }),
  validateFormData: () => ({ errors: [], errorSchema: toErrorSchema([]) }),
};

export default validator;
