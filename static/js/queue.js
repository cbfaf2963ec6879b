// The queue by keyboard: j and k go to the next and previous case, o opens, x chooses, d dismisses. Only where a case has the focus, so that no key surprises whoever types or dictates elsewhere.
"use strict";

const cases = () => [...document.querySelectorAll("[data-case]")];

document.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-case]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts = { j: () => beside(row, 1), k: () => beside(row, -1), x: () => choose(row), o: () => press(row, "o"), d: () => press(row, "d") };
  if (!Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  acts[event.key]();
});

function beside(row, step) {
  const all = cases();
  all[all.indexOf(row) + step]?.focus();
}

function choose(row) {
  row.querySelector("input[type=checkbox]").click();
}

function press(row, key) {
  row.querySelector(`[data-key=${key}]`)?.click();
}

// A decided case says so in its place; the focus goes on to the next that waits.
document.addEventListener("htmx:after:swap", () => {
  if (document.activeElement !== document.body && document.activeElement?.isConnected) return;
  const done = [...document.querySelectorAll(".queue > .done")].pop();
  if (!done) return;
  let next = done.nextElementSibling;
  while (next && !next.matches("[data-case]")) next = next.nextElementSibling;
  (next ?? cases().pop() ?? document.getElementById("main")).focus();
});
