import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fail } from "./install.mjs";

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const find = () => places.find((place) => place && existsSync(place));
const isDebian = () => existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get");
const hasJapaneseFont = () => {
  const fonts = spawnSync("fc-list", [":lang=ja"], { encoding: "utf8" });
  return fonts.status === 0 && fonts.stdout.trim() !== "";
};

/** The path of a Chromium: one that is there, or Debian's where we may install it. */
export function ensureChromium() {
  const found = find();
  const mayInstall = isDebian() && process.getuid?.() === 0;
  if (found && (hasJapaneseFont() || !mayInstall)) return found;
  if (!mayInstall)
    fail(
      "No Chromium found. Install one (Debian: sudo apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH to its program.",
    );
  process.stderr.write("Installing Debian's chromium and a Japanese font…\n");
  const apt = (...args) =>
    spawnSync("apt-get", args, { stdio: ["ignore", 2, 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  apt("update", "-qq");
  apt("install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk", "fontconfig");
  return find() ?? fail("Debian's chromium could not be installed; set CHROMIUM_PATH to a Chromium.");
}
