/** The reader's own fonts and colour scheme; one column on a phone, the list of operations beside it on a desk. */
export const referenceStyles = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1d1f21, #e6e4df);
  --quiet: light-dark(#5c6166, #a3a7ab);
  --ground: light-dark(#fdfcfa, #17181a);
  --line: light-dark(#e3e0da, #33363a);
  --code: light-dark(#f4f2ed, #1f2123);
  --link: light-dark(#0b5e73, #7cc4d6);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1.5rem; }
body {
  margin: 0;
  color: var(--text);
  background: var(--ground);
  font: 1rem/1.7 system-ui, "Hiragino Sans", "Noto Sans JP", "Yu Gothic UI", sans-serif;
  font-synthesis: none;
  line-break: strict;
  overflow-wrap: anywhere;
}
a { color: var(--link); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: 0.5rem; }
nav, main { padding: 1.5rem 1.25rem; }
nav { border-bottom: 1px solid var(--line); font-size: 0.875rem; }
nav .title { margin: 0; font-weight: 600; }
nav h2 { margin: 1.25rem 0 0.25rem; font-size: 0.8125rem; font-weight: 600; color: var(--quiet); }
nav ul { margin: 0; padding: 0; list-style: none; }
nav li a, nav .title a { display: block; padding: 0.25rem 0; color: inherit; text-decoration: none; }
nav li a:hover { text-decoration: underline; }
main { max-width: 52rem; min-width: 0; }
h1, h2, h3, h4 { font-weight: 600; line-height: 1.35; text-wrap: balance; font-feature-settings: "palt"; }
h1 { font-size: 1.75rem; margin: 0 0 1rem; }
main h2 { font-size: 1.3125rem; margin: 3.5rem 0 1rem; }
h3 { font-size: 1.0625rem; margin: 0 0 0.25rem; }
h4 { font-size: 0.8125rem; margin: 1.25rem 0 0.25rem; color: var(--quiet); }
p { margin: 0.5rem 0; max-width: 42rem; }
article, #schemas > section { padding: 2rem 0; border-top: 1px solid var(--line); }
code, pre { font: 0.875em/1.6 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
.path { margin: 0.25rem 0; }
.method { font-size: 0.8125rem; font-weight: 600; letter-spacing: 0.03em; }
.callers, .codes { font-size: 0.875rem; color: var(--quiet); }
.optional { font-size: 0.8125rem; font-weight: 400; color: var(--quiet); }
pre { margin: 0.5rem 0; padding: 0.875rem 1rem; background: var(--code); overflow-x: auto; overflow-wrap: normal; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
tr { border-top: 1px solid var(--line); }
tr:first-child { border-top: 0; }
th, td { padding: 0.375rem 0; text-align: start; vertical-align: baseline; font-weight: 400; }
th { width: 40%; padding-inline-end: 1rem; }
@media (max-width: 40rem) {
  th, td { display: block; width: auto; }
  td { padding-top: 0; color: var(--quiet); }
}
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border-bottom: 0; border-inline-end: 1px solid var(--line); }
  main { padding: 2.5rem 3.5rem; }
}
@media print { nav { display: none; } }
`;
