import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { ask, Problem } from "../api";
import type { Program } from "./ProgramForm";

// The draft that is being edited, over all pages and reloads of this tab, with the version that it was begun from.

export interface Published {
  program: Program;
  etag: string;
}

export interface Draft {
  /** What is in force or will be, as it was when the draft was begun; null until it has come. */
  published: Published | null;
  problem: Problem | null;
  program: Program | null;
  isChanged: boolean;
  change: (next: Program) => void;
  /** Begins afresh with what is published now. */
  discard: () => Promise<void>;
  /** Begins afresh with another document on top of what is published now. */
  begin: (program: Program) => Promise<void>;
  /** Goes on with the draft on top of another version than the one it was begun from. */
  rebase: () => Promise<void>;
}

const key = "loyalty-draft";
const DraftContext = createContext<Draft | null>(null);

export function useDraft(): Draft {
  const draft = useContext(DraftContext);
  if (draft === null) {
    throw new Error("There is a draft inside its keeper alone.");
  }

  return draft;
}

interface Kept {
  published: Published;
  program: Program;
}

export function DraftKeeper({ children }: { children: ReactNode }) {
  const [kept, setKept] = useState<Kept | null>(restore);
  const [problem, setProblem] = useState<Problem | null>(null);

  const keep = useCallback((next: Kept) => {
    setKept(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  }, []);

  const load = useCallback(async (): Promise<Published | null> => {
    try {
      const { body, etag } = await ask<Program>("/api/program");
      setProblem(null);
      return { program: body, etag: etag ?? "" };
    } catch (cause) {
      setProblem(Problem.of(cause));
      return null;
    }
  }, []);

  const discard = useCallback(async () => {
    const published = await load();
    if (published !== null) {
      keep({ published, program: published.program });
    }
  }, [keep, load]);

  const begin = useCallback(
    async (program: Program) => {
      const published = await load();
      if (published !== null) {
        keep({ published, program });
      }
    },
    [keep, load],
  );

  // A draft that says nothing of its own follows what is published.
  useEffect(() => {
    if (kept === null || same(kept.program, kept.published.program)) {
      void discard();
    }
    // Once, when the tab is opened.
  }, []);

  const draft = useMemo<Draft>(
    () => ({
      published: kept?.published ?? null,
      problem,
      program: kept?.program ?? null,
      isChanged: kept !== null && !same(kept.program, kept.published.program),
      change: (program) => {
        if (kept !== null) {
          keep({ ...kept, program });
        }
      },
      discard,
      begin,
      rebase: async () => {
        if (kept !== null) {
          await begin(kept.program);
        }
      },
    }),
    [kept, problem, keep, begin, discard],
  );
  return <DraftContext value={draft}>{children}</DraftContext>;
}

function same(one: Program, other: Program): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function restore(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}
