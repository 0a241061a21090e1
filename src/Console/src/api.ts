// Calls to the interface. The header goes with each, since no other site's page can add it to the cookie that a browser sends by itself.

export interface Finding {
  pointer: string;
  detail: string;
}

/** What the interface answers where it refuses (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: { title?: string; detail?: string; errors?: Finding[]; [key: string]: unknown },
  ) {
    super(body.detail ?? body.title ?? `The host answered ${status}.`);
  }

  /** Whatever was thrown, as one. */
  static of(cause: unknown): Problem {
    return cause instanceof Problem ? cause : new Problem(0, { detail: String(cause) });
  }
}

export interface Answer<T> {
  status: number;
  etag: string | null;
  body: T;
}

export interface Call {
  method?: string;
  body?: unknown;
  /** Sent as it is. */
  text?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export async function send(path: string, call: Call = {}): Promise<Response> {
  const text = call.text ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  let response: Response;
  try {
    response = await fetch(path, {
      method: call.method ?? "GET",
      headers: { "Loyalty-Console": "1", ...(text === undefined ? {} : { "Content-Type": "application/json" }), ...call.headers },
      body: text,
      signal: call.signal,
      cache: "no-store",
    });
  } catch (cause) {
    if (call.signal?.aborted) {
      throw cause;
    }

    throw new Problem(0, { detail: "The host does not answer. Is it running? Nothing was changed." });
  }

  if (response.ok) {
    return response;
  }

  if (response.status === 401) {
    // The session is over; the door is where the console is.
    location.reload();
  }

  throw new Problem(response.status, await response.json().catch(() => ({})));
}

export async function ask<T>(path: string, call: Call = {}): Promise<Answer<T>> {
  const response = await send(path, call);
  return { status: response.status, etag: response.headers.get("ETag"), body: (await response.json()) as T };
}

/** A path with what is asked for; what is empty is left out. */
export function query(path: string, values: Record<string, string | number | null | undefined>): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== "" && value !== null && value !== undefined) {
      asked.set(name, String(value));
    }
  }

  const text = asked.toString();
  return text === "" ? path : `${path}?${text}`;
}
