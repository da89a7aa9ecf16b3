import { html } from "lit";
import type { OkaeriConsole } from "../console.ts";
import type { View } from "../view.ts";
export const interests = (_: OkaeriConsole): View => ({ enter: () => undefined, render: () => html`` });
