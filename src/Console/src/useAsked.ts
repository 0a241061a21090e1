import { useCallback, useEffect, useState } from "react";
import { ask, Problem } from "./api";

/** What a path answers, asked for when it changes and again on demand. */
export function useAsked<T>(path: string): { body: T | null; problem: Problem | null; again: () => void } {
  const [state, setState] = useState<{ path: string; body: T | null; problem: Problem | null }>({ path, body: null, problem: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    ask<T>(path, { signal: stop.signal }).then(
      (answer) => setState({ path, body: answer.body, problem: null }),
      (cause: unknown) => {
        if (!stop.signal.aborted) {
          setState({ path, body: null, problem: Problem.of(cause) });
        }
      },
    );
    return () => stop.abort();
  }, [path, turn]);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  return state.path === path ? { body: state.body, problem: state.problem, again } : { body: null, problem: null, again };
}
