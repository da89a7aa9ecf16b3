import "@okaeri/widgets/provider.define";
import "@okaeri/widgets/job-board.define";
import "@okaeri/widgets/sign-up.define";
import { createClient } from "@okaeri/sdk";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

const settings: { baseUrl: string; publishableKey: string } = await (await fetch("settings.json")).json();
const place = document.getElementById("app");
if (place) createRoot(place).render(<App client={createClient(settings)} />);
