"use strict";
// A find's id is "a1-7"; its mentions in the text are "a1-7-1", "a1-7-2" ...; pieces of a split one say which in data-of.
const tip = document.getElementById("tip");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let back = null; // the entry of the side list that led to the text
let tipped = null;

const idOf = (mark) => mark.dataset.of || mark.id;
const shown = (mark) => {
  const box = document.getElementById("show-" + mark.classList[0]);
  return !box || box.checked;
};
const markAt = (node) => {
  let mark = node instanceof Element ? node.closest("mark") : null;
  while (mark && !shown(mark)) mark = mark.parentElement.closest("mark");
  return mark;
};
const entryOf = (mark) => document.getElementById(idOf(mark).replace(/-\d+$/, ""));

function hideTip() {
  tip.hidden = true;
  tipped = null;
}

function showTip(mark, point) {
  if (mark === tipped) return;
  const said = [...entryOf(mark).querySelectorAll(".what b, .what small")].map((part) => part.textContent);
  tip.textContent = [...said, document.getElementById(idOf(mark)).dataset.more].filter(Boolean).join(" · ");
  tip.hidden = false;
  tipped = mark;
  const boxes = [...mark.getClientRects()];
  const box = (point && boxes.find((b) => point.clientY >= b.top - 4 && point.clientY <= b.bottom + 4)) || boxes[0];
  if (!box) return hideTip();
  const room = document.documentElement.clientWidth - tip.offsetWidth - 12;
  const left = point && box.width > tip.offsetWidth ? point.clientX - 20 : box.left;
  tip.style.left = Math.max(12, Math.min(left, room)) + "px";
  const above = box.top - tip.offsetHeight - 8;
  tip.style.top = (above > 56 ? above : box.bottom + 8) + "px";
}

function point(mark, entry) {
  for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
  const id = idOf(mark);
  for (const piece of document.querySelectorAll(`#${id}, [data-of="${id}"]`)) piece.classList.add("here");
  if (entry) entry.classList.add("here");
}

function toText(link) {
  const entry = link.closest("li");
  const count = Number(entry.dataset.count);
  const turn = (Number(entry.dataset.turn || 0) % count) + 1;
  entry.dataset.turn = turn;
  const mark = document.getElementById(`${entry.id}-${turn}`);
  if (count > 1) entry.querySelector(".count").textContent = `${turn}/${count}`;
  back = link;
  history.pushState(null, "", "#" + mark.id); // so that the browser's own way back leads to the list again
  point(mark, entry);
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
}

function toList(mark, focus) {
  const entry = entryOf(mark);
  point(mark, entry);
  entry.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
  if (focus) entry.querySelector("a").focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("aside li a");
  if (link) {
    event.preventDefault();
    toText(link);
    return;
  }
  const mark = markAt(event.target);
  if (mark && getSelection().isCollapsed && matchMedia("(min-width: 56.01rem)").matches) toList(mark, false);
  if (mark) showTip(mark, event);
});
document.addEventListener("mouseover", (event) => {
  const mark = markAt(event.target);
  if (mark) showTip(mark, event);
  else if (document.activeElement !== tipped) hideTip();
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches("mark")) showTip(event.target);
  else hideTip();
});
document.addEventListener("keydown", (event) => {
  const mark = document.activeElement;
  if (event.key === "Escape") {
    if (mark.matches("mark") && back) back.focus();
    hideTip();
  } else if (event.key === "Enter" && mark.matches("mark")) toList(mark, true);
});
addEventListener("scroll", () => {
  const mark = document.activeElement;
  hideTip();
  if (mark.matches("mark")) showTip(mark);
}, { passive: true });
for (const box of document.querySelectorAll(".legend input")) {
  box.addEventListener("change", () => {
    for (const mark of document.querySelectorAll(`mark[id].${box.value}`)) mark.tabIndex = box.checked ? 0 : -1;
  });
}
