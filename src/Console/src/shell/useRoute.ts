import { useEffect, useState } from "react";

/** The page that the address names after its #, and what it names further: "#/members/m-1" is ["members", "m-1"]. */
export function useRoute(): string[] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return hash.replace(/^#\/?/, "").split("/").filter((part) => part !== "").map(decodeURIComponent);
}

export function pathTo(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}
