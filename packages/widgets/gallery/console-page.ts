import type { SampleLanguage } from "./sample-data.ts";

interface View {
  language: SampleLanguage;
  theme: "light" | "dark";
  base: string;
  empty: boolean;
}

/** A portal's page with the console, under the policy that such a page has. */
export const consolePage = ({ language, theme, base, empty }: View): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery</title>
<style nonce="gallery">
  :root { color-scheme: ${theme}; font-family: "Noto Sans CJK JP", system-ui, sans-serif; }
  body { margin: 0; padding: 1rem clamp(1rem, 3vw, 2rem); ${theme === "dark" ? "background:#15191b;color:#e6e9ea" : "background:#fff;color:#1f2528"} }
  main { max-width: 80rem; margin: auto; }
</style>
<main>
<okaeri-provider base-url="${base}/${empty ? "empty" : "registry"}" publishable-key="pk_gallery"><okaeri-console></okaeri-console></okaeri-provider>
</main>
<script type="module" nonce="gallery">
  document.querySelector("okaeri-provider").tokenProvider = async () => "gallery";
</script>
<script type="module" nonce="gallery" src="/embed/console.js"></script>
`;

export const consolePolicy =
  "default-src 'none'; script-src 'nonce-gallery' 'strict-dynamic'; style-src 'nonce-gallery'; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types okaeri";
