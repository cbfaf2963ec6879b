// Closes what was opened in place: an answer's form, a card's menu. Without it, both stay open and "Cancel" is a link.
"use strict";

const opener = (place) => document.querySelector(`[data-opener="${place.id}"]`) ||
  document.querySelector(`#${place.id.replace("under", "argument")} .verbs a`);

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) menu.open = false;
  const opens = event.target.closest("[hx-target^='#under-']");
  if (opens && opens.closest(".verbs")) {
    document.querySelectorAll("[data-opener]").forEach((other) => other.removeAttribute("data-opener"));
    opens.dataset.opener = opens.getAttribute("hx-target").slice(1);
  }
  const cancel = event.target.closest("[data-closes]");
  const place = cancel && cancel.closest(".under");
  if (place && cancel.closest("form[hx-post]")) {
    event.preventDefault();
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
  if (form && ![...form.querySelectorAll("textarea, input[type=text]")].some((field) => field.value))
    close(form.closest(".under"));
});

function close(place) {
  const back = opener(place);
  place.replaceChildren();
  if (back) back.focus();
}
