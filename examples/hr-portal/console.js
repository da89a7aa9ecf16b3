// Everything Okaeri needs of this page: how to get a token for whoever is signed in to the portal.
document.querySelector("okaeri-provider").tokenProvider = async () => {
  const answer = await fetch("okaeri-token", { method: "POST" });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new Error(`No token: ${answer.status}`);
  return (await answer.json()).token;
};
