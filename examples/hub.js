const code = document.getElementById("code");
const copy = document.querySelector(".copy");

// The address other pages need is this server's own.
code.textContent = code.textContent.replace('"/embed/', `"${location.origin}/embed/`);

if (navigator.clipboard) {
  copy.hidden = false;
  copy.querySelector("button").addEventListener("click", async () => {
    const status = copy.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = "コピーしました";
    } catch {
      status.textContent = "コピーできませんでした。選んで写してください。";
    }
  });
}
