/* Wat het beheer aan script heeft, naast dat van Django. Zonder script werkt alles ook. */

/* Zegt elke halve minuut dat deze pagina open staat, en toont wie haar ook open heeft. */
(() => {
  const place = document.querySelector("[data-kp-open]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!place || !token) return;
  const tell = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.kpOpen, {
        method: "POST",
        headers: { "X-CSRFToken": token.value },
      });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const text = page.body.textContent.trim();
      if (text !== place.textContent.trim()) place.replaceChildren(...page.body.childNodes);
    } catch {
      /* Geen verbinding: de volgende keer beter. */
    }
  };
  tell();
  setInterval(tell, 30_000);
  document.addEventListener("visibilitychange", tell);
})();
