import type { Verdict } from "./Findings";
import type { Program } from "./ProgramForm";
export function Backtest(_: { verdict?: Verdict | null; program?: Program }) { return null; }
