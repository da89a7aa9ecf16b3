import type { OkaeriProvider } from "../provider/provider.ts";
import { takeToken } from "./fragment-token.ts";
import { acceptPort, requestToken, tellHeight } from "./host-port.ts";

// First of all: no script that comes after this one finds the token in the address.
let token = takeToken();
let port: MessagePort | undefined;
// Whoever was a visitor only because nobody could be asked yet.
let unanswered = token === null;

const provider = document.querySelector<OkaeriProvider>("okaeri-provider");
if (!provider) throw new Error("This page has no okaeri-provider");

// Another function each time: another person may be there. Without one, the script's own data is shown at once.
const ask = (): void => {
  provider.tokenProvider = async () => {
    const given = token;
    token = null;
    if (given !== null) return given;
    unanswered = !port;
    return port ? requestToken(port) : null;
  };
};

const origins = document.querySelector<HTMLMetaElement>("meta[name=okaeri-origins]")?.content ?? "";
acceptPort(origins.split(" "), (accepted) => {
  port = accepted;
  tellHeight(port);
  if (unanswered) ask();
});

// A host that changes only the fragment of the frame's address loads nothing anew.
addEventListener("hashchange", () => {
  token = takeToken() ?? token;
  if (token !== null) ask();
});
if (token !== null) ask();

// By hand, because the page's policy allows no style sheet of any source. The padding keeps focus rings in sight.
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  'body{display:flow-root;margin:0;padding:4px 12px;font:1rem/1.8 system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif}',
);
document.adoptedStyleSheets.push(sheet);
