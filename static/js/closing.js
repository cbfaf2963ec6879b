// Closes what was opened in place: a form or evidence under a card, a card's menu. Without it both stay open, and "Cancel" is a link.
"use strict";

const openers = new Map();

const opener = (place) => openers.get(place.id)?.isConnected ? openers.get(place.id)
  : document.querySelector(`#${place.id.replace("under", "argument")} .verbs a`);

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) menu.open = false;
  const opens = event.target.closest("[hx-target^='#under-']");
  if (opens && opens.closest(".verbs, .chips")) {
    const target = opens.getAttribute("hx-target");
    keep(document.querySelector(`${target} > form[hx-post]`));
    openers.set(target.slice(1), opens);
    opens.closest("details.menu")?.removeAttribute("open");
  }
  const cancel = event.target.closest("[data-closes]");
  const place = cancel && cancel.closest(".under");
  if (place && cancel.closest("form[hx-post], .opened")) {
    event.preventDefault();
    keep(cancel.closest("form"));
    close(place);
  }
});

// Before htmx hears of it: what opened evidence closes it when it is pressed again, and where a
// card has no place under it, its links lead to pages of their own.
document.addEventListener("click", (event) => {
  const opens = event.target.closest("a[hx-target^='#under-']");
  if (!opens) return;
  const place = document.querySelector(opens.getAttribute("hx-target"));
  const again = place && openers.get(place.id) === opens && place.querySelector(":scope > .opened");
  if (place && !again) return;
  event.stopPropagation();
  if (again) {
    event.preventDefault();
    close(place);
  }
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  const opened = event.target.closest(".under form[hx-post], .under > .opened");
  // What was written goes by "Cancel" alone, never by a slip.
  if (opened && !hasWords(opened)) close(opened.closest(".under"));
});

const hasWords = (place) =>
  [...place.querySelectorAll("textarea, input[type=text]")].some((field) => field.value.trim());

// The draft that follows the typing may not have been kept yet.
function keep(form) {
  if (form && hasWords(form))
    fetch("/drafts/", { method: "POST", body: new FormData(form), redirect: "manual" });
}

function close(place) {
  const back = opener(place);
  place.replaceChildren();
  const menu = back?.closest("details.menu:not([open])");
  (menu ? menu.querySelector("summary") : back)?.focus();
}
