import { useState } from "react";
import type { RegistryWidgetsType, WidgetProps } from "@rjsf/utils";
import { digitsOf, read, written } from "../money";

/** What fields need to know of the whole program. */
export interface Context {
  currency: string;
  rewards: { id: string; name: string }[];
}

function contextOf(props: WidgetProps): Context {
  return props.registry.formContext as Context;
}

function MoneyWidget(props: WidgetProps) {
  const { currency } = contextOf(props);
  const value = typeof props.value === "number" ? written(props.value, currency) : "";
  // What is being written is kept as it is until it says another amount than the program.
  const [text, setText] = useState(value);
  const shown = (text.trim() === "" ? undefined : read(text, currency)) === props.value ? text : value;
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <span className="money">
      <input
        id={props.id}
        type="text"
        inputMode="decimal"
        required={props.required}
        disabled={props.disabled || props.readonly}
        value={wrong ?? shown}
        placeholder={props.placeholder ? written(Number(props.placeholder), currency) : undefined}
        aria-invalid={wrong !== null}
        aria-describedby={`${props.id}__unit`}
        onChange={(event) => {
          const next = event.target.value;
          const minor = read(next, currency);
          if (next.trim() === "" || minor !== null) {
            setWrong(null);
            setText(next);
            props.onChange(next.trim() === "" ? undefined : minor);
          } else {
            setWrong(next);
          }
        }}
        onBlur={() => setWrong(null)}
      />
      <span className="unit" id={`${props.id}__unit`}>
        {currency}
        {wrong !== null && <em role="alert"> An amount such as {written(1250 / 10 ** (2 - digitsOf(currency)), currency)}, please.</em>}
      </span>
    </span>
  );
}

function ClockWidget(props: WidgetProps) {
  return (
    <input
      id={props.id}
      type="time"
      value={typeof props.value === "string" ? props.value : ""}
      required={props.required}
      disabled={props.disabled || props.readonly}
      onChange={(event) => props.onChange(event.target.value === "" ? undefined : event.target.value)}
    />
  );
}

function RewardWidget(props: WidgetProps) {
  const { rewards } = contextOf(props);
  const isKnown = props.value === undefined || rewards.some((reward) => reward.id === props.value);
  return (
    <select
      id={props.id}
      value={typeof props.value === "string" ? props.value : ""}
      required={props.required}
      disabled={props.disabled || props.readonly}
      onChange={(event) => props.onChange(event.target.value === "" ? undefined : event.target.value)}
    >
      <option value="">{props.required ? "Choose a reward" : "No reward"}</option>
      {!isKnown && <option value={props.value}>{props.value} (no such reward)</option>}
      {rewards.map((reward) => (
        <option key={reward.id} value={reward.id}>
          {reward.name} ({reward.id})
        </option>
      ))}
    </select>
  );
}

function YesNoWidget(props: WidgetProps) {
  const usual = props.schema.default === true ? "yes" : "no";
  return (
    <select
      id={props.id}
      value={props.value === undefined ? "" : props.value ? "yes" : "no"}
      required={props.required}
      disabled={props.disabled || props.readonly}
      onChange={(event) => props.onChange(event.target.value === "" ? undefined : event.target.value === "yes")}
    >
      <option value="">As usual: {usual}</option>
      <option value="yes">Yes</option>
      <option value="no">No</option>
    </select>
  );
}

export const widgets: RegistryWidgetsType = {
  money: MoneyWidget,
  clock: ClockWidget,
  reward: RewardWidget,
  yesNo: YesNoWidget,
};
