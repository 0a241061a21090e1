import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./style.css";
import { Shell } from "./shell/Shell";

const room = document.getElementById("console");
if (room !== null) {
  createRoot(room).render(
    <StrictMode>
      <Shell staff={room.dataset["staff"] ?? ""} />
    </StrictMode>,
  );
}
