import type { ReactNode } from "react";
import { Complaints } from "../complaints/Complaints";
import { MemberPage } from "../members/MemberPage";
import { Members } from "../members/Members";
import { DraftKeeper } from "../program/DraftKeeper";
import { ProgramPage } from "../program/ProgramPage";
import { Versions } from "../program/Versions";
import { pathTo, useRoute } from "./useRoute";

const rooms: [string, string][] = [
  ["program", "Program"],
  ["versions", "Versions"],
  ["members", "Members"],
  ["complaints", "Complaints"],
];

export function Shell({ staff }: { staff: string }) {
  const [room = "program", one] = useRoute();
  return (
    <DraftKeeper>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header>
        <p className="brand">Loyalty</p>
        <nav aria-label="Console">
          {rooms.map(([id, title]) => (
            <a key={id} href={pathTo(id)} aria-current={id === room ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <form method="post" action="/console/sign-out">
          <span className="staff">{staff}</span>
          <button type="submit" className="minor">
            Sign out
          </button>
        </form>
      </header>
      <main id="main" tabIndex={-1}>
        {open(room, one)}
      </main>
    </DraftKeeper>
  );
}

function open(room: string, one: string | undefined): ReactNode {
  switch (room) {
    case "program":
      return <ProgramPage part={one} />;
    case "versions":
      return <Versions />;
    case "members":
      return one === undefined ? <Members /> : <MemberPage key={one} member={one} />;
    case "complaints":
      return <Complaints />;
    default:
      return <p>There is no such page.</p>;
  }
}
