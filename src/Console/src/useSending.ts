import { useState } from "react";
import { Problem } from "./api";

/** Something that is sent to the host once at a time, with what went wrong the last time. */
export function useSending(act: () => Promise<void>): { send: () => void; isSending: boolean; problem: Problem | null; forget: () => void } {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function run() {
    setSending(true);
    setProblem(null);
    try {
      await act();
    } catch (cause) {
      setProblem(Problem.of(cause));
    } finally {
      setSending(false);
    }
  }

  return { send: () => void run(), isSending, problem, forget: () => setProblem(null) };
}
