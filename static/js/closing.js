// Closes what was opened in place: a form under a card, a card's menu. Without it both stay open, and "Cancel" is a link.
"use strict";

const opener = (place) => document.querySelector(`[data-opener="${place.id}"]`) ||
  document.querySelector(`#${place.id.replace("under", "argument")} .verbs a`);

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) menu.open = false;
  const opens = event.target.closest("[hx-target^='#under-']");
  if (opens && opens.closest(".verbs")) {
    keep(document.querySelector(`${opens.getAttribute("hx-target")} form[hx-post]`));
    document.querySelectorAll("[data-opener]").forEach((other) => other.removeAttribute("data-opener"));
    opens.dataset.opener = opens.getAttribute("hx-target").slice(1);
  }
  const cancel = event.target.closest("[data-closes]");
  const place = cancel && cancel.closest(".under");
  if (place && cancel.closest("form[hx-post]")) {
    event.preventDefault();
    keep(cancel.closest("form"));
    close(place);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  const form = event.target.closest(".under form[hx-post]");
  // What was written goes by "Cancel" alone, never by a slip.
  if (form && !hasWords(form)) close(form.closest(".under"));
});

const hasWords = (form) =>
  [...form.querySelectorAll("textarea, input[type=text]")].some((field) => field.value.trim());

// The draft that follows the typing may not have been kept yet.
function keep(form) {
  if (form && hasWords(form))
    fetch("/drafts/", { method: "POST", body: new FormData(form), redirect: "manual" });
}

function close(place) {
  const back = opener(place);
  place.replaceChildren();
  if (back) back.focus();
}
