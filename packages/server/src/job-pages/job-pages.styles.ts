export const pageStyles = `:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 15%,transparent);--dim:color-mix(in srgb,currentColor 72%,transparent)}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.8 system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif;line-break:strict;word-break:auto-phrase;overflow-wrap:anywhere}
header,main{width:min(42rem,100% - 2rem);margin:auto}
header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1.5rem;padding-block:1rem;border-bottom:1px solid var(--line);font-size:.875rem}
main{padding-block:2rem 4rem}
h1{margin:0 0 1.5rem;font-size:1.5rem;line-height:1.5;font-feature-settings:"palt";text-wrap:pretty}
h2,.description h3{margin:2rem 0 .5rem;font-size:1.125rem;line-height:1.6;font-feature-settings:"palt"}
a{color:inherit;text-underline-offset:.2em}
header a{text-decoration:none}
header a:hover,.okaeri-jobs a:hover{text-decoration:underline}
:focus-visible{outline:2px solid;outline-offset:2px}
form{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,9rem),1fr));align-items:end;margin-bottom:2rem}
label{display:grid;gap:.25rem;font-size:.875rem}
input,select,button{font:inherit;color:inherit;min-height:2.75rem;padding:.375rem .75rem;border:1px solid color-mix(in srgb,currentColor 55%,transparent);border-radius:.375rem;background:transparent;width:100%}
option{color:CanvasText;background:Canvas}
button,.apply{font-weight:600;cursor:pointer;background:CanvasText;color:Canvas;border-color:CanvasText}
.apply{display:inline-block;padding:.5rem 1.5rem;border-radius:.375rem;text-decoration:none}
.count{margin:0;color:var(--dim);font-size:.875rem}
.okaeri-jobs{list-style:none;padding:0;margin:0}
.okaeri-jobs li{padding:1rem 0;border-bottom:1px solid var(--line)}
.okaeri-jobs a{font-weight:600;text-decoration:none}
.okaeri-jobs p{display:flex;flex-wrap:wrap;gap:0 1em;margin:.125rem 0 0;font-size:.875rem;color:var(--dim)}
dl{margin:0 0 2rem;border-top:1px solid var(--line)}
dl div{display:grid;grid-template-columns:7rem 1fr;gap:1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
dt{color:var(--dim);font-size:.875rem}
dd{margin:0}
small{margin-inline-start:.75em;color:var(--dim)}
.as-written{white-space:pre-line}
.description table{display:block;overflow-x:auto}
@media print{header,form,.apply{display:none}}
`;
