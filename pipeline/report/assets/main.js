// Puts the page together, and again when the language, the colours or the width change.
const kept = {
  get() { try { return localStorage.getItem("lumbung-language"); } catch { return null; } },
  set(value) { try { localStorage.setItem("lumbung-language", value); } catch { /* a reader who keeps nothing */ } },
};
// As chosen before, else the first that the browser asks for and the page has; Indonesian when it asks for neither.
function firstLanguage() {
  const asked = [kept.get(), ...(navigator.languages ?? [])].map((code) => (code ?? "").slice(0, 2).toLowerCase()).map((code) => (code === "ms" ? "id" : code));
  return asked.find((code) => code in LABELS) ?? "id";
}

function draw() {
  document.documentElement.lang = language;
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  for (const part of [drawSummary, drawCorpus, drawTopics, drawActors, drawNetwork, drawLedger, drawQuotes, drawGaps, drawAccuracy]) part();
  drawCharts();
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    language = button.dataset.language;
    kept.set(language);
    draw();
  });
}

// Paper is light and narrow, whatever the screen is.
function forPaper() {
  document.documentElement.dataset.print = "";
  for (const element of CHARTS.keys()) element.style.width = "680px";
  drawCharts();
}
function forScreen() {
  delete document.documentElement.dataset.print;
  for (const element of CHARTS.keys()) element.style.width = "";
  drawCharts();
}
window.addEventListener("beforeprint", forPaper);
window.addEventListener("afterprint", forScreen);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawCharts);
let width = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth === width || onPaper()) return;
  width = window.innerWidth;
  requestAnimationFrame(drawCharts);
});
window.addEventListener("hashchange", followAddress);

language = firstLanguage();
draw();
followAddress();
