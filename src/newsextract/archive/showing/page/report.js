"use strict";
// Every text comes from an article: it is put on the page as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const panel = document.getElementById("panel");
const search = document.getElementById("search");
const hits = document.getElementById("hits");
const narrow = matchMedia("(max-width: 62rem)");
const SHOWN = 12; // rows of a table until all are asked for
const MOST_HITS = 60;
const SVG = "http://www.w3.org/2000/svg";
const PERSON = /^#person-(\d+)$/;
const CLOSING = /[^\p{L}\p{N}\s]*/uy; // the marks that end a quote, with what stands at them
let opener = null; // what the focus goes back to from the panel

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const count = (number, one) => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;

function make(name, content, more = {}) {
  const node = Object.assign(document.createElement(name), more);
  node.append(...[content].flat().filter((part) => part !== null && part !== ""));
  return node;
}

function personButton(name, id, more) {
  if (!data.people[id]) return make("span", [name, more]);
  const button = make("button", [make("b", name), more], { type: "button", className: "person" });
  button.dataset.person = id;
  return button;
}

// A panel's parts.

function months({ one, counts: list }) {
  if (list.length < 2) return null;
  const most = Math.max(...list.map(([, articles]) => articles));
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "spark");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `Articles from ${list[0][0]} to ${list.at(-1)[0]}, ${most} at most in a ${one}`);
  list.forEach(([name, articles], place) => {
    const bar = document.createElementNS(SVG, "rect");
    const height = (34 * articles) / most;
    bar.setAttribute("x", `${(100 * place) / list.length}%`);
    bar.setAttribute("width", `${80 / list.length}%`);
    bar.setAttribute("y", 36 - height);
    bar.setAttribute("height", height);
    const title = document.createElementNS(SVG, "title");
    title.textContent = `${name}: ${articles}`;
    bar.append(title);
    svg.append(bar);
  });
  return make("figure", [svg, make("figcaption", [make("span", list[0][0]), make("span", list.at(-1)[0])])]);
}

function where(found, speaker) {
  const title = found.url
    ? make("a", found.title, { href: found.url, rel: "noreferrer noopener", target: "_blank" })
    : found.title;
  return make("cite", [speaker || null, speaker ? " · " : null, found.date, found.date ? " · " : null, title]);
}

const doubt = () => make("abbr", ` ${data.unsure}`, { title: data.legend });
const legend = (quotes) => (quotes.some((quote) => quote.unsure.length) ? data.legend : null);

function inSentence(quote) {
  const parts = [];
  let place = 0;
  for (const [number, text] of quote.texts.entries()) {
    const start = quote.sentence.indexOf(text, place);
    const isUnsure = (one) => quote.unsure.includes(one);
    if (start < 0) return quote.texts.flatMap((one, at) => [at ? " … " : "", make("mark", one), isUnsure(at) ? doubt() : ""]);
    parts.push(quote.sentence.slice(place, start), make("mark", text));
    place = start + text.length;
    if (isUnsure(number)) {
      CLOSING.lastIndex = place;
      const [closing] = CLOSING.exec(quote.sentence);
      parts.push(closing, doubt());
      place += closing.length;
    }
  }
  return [...parts, quote.sentence.slice(place)];
}

const quoteItem = (quote, speaker) => make("li", [make("blockquote", inSentence(quote)), where(quote, speaker)]);

function section(title, entries, ...notes) {
  if (!entries.length) return null;
  const below = notes.filter(Boolean).map((note) => make("p", note, { className: "note" }));
  return make("section", [make("h3", title), make("ul", entries), ...below]);
}

function linkTo(id) {
  const link = make("a", "Link to this person", { className: "link", href: `#person-${id}` });
  link.addEventListener("click", (event) => {
    if (!navigator.clipboard) return; // the address bar has it then
    event.preventDefault();
    navigator.clipboard.writeText(link.href).then(() => { link.textContent = "Link copied"; }, () => { location.hash = link.hash; });
  });
  return link;
}

function show(id) {
  const person = data.people[id];
  if (!person) {
    panel.replaceChildren(make("p", "This link is to a person who is not on this page.", { className: "note" }));
    return;
  }
  const close = make("button", "Close", { type: "button", className: "close" });
  close.addEventListener("click", hide);
  const command = make("code", `newsextract summary ${data.archive} --person "${person.name}"`);
  const rest = person.quoted > person.shown
    ? [`The newest ${person.shown} of ${person.quoted.toLocaleString("en")}. All: `, command]
    : null;
  const roles = person.roles.length ? person.roles : [person.role].filter(Boolean);
  panel.replaceChildren(
    ...[
      close,
      make("h2", person.name, { id: "person-heading" }),
      roles.length ? make("p", roles.join("; "), { className: "roles" }) : null,
      person.names.length ? make("p", `also ${person.names.join(", ")}`, { className: "note" }) : null,
      make("p", [count(person.articles, "article"), " · ", count(person.mentions, "mention"), " · ", count(person.quoted, "quote")], { className: "counts" }),
      make("p", [person.wikidata ? make("a", person.wikidata, { href: `https://www.wikidata.org/wiki/${person.wikidata}`, rel: "noreferrer noopener", target: "_blank" }) : null, person.wikidata ? " · " : null, linkTo(id)], { className: "note" }),
      months(person.months),
      section("Appears with", person.with.map(([name, other, articles]) => make("li", personButton(name, other, make("small", ` ${articles}`))))),
      section("Countries", person.countries.map(([name, articles]) => make("li", [name, make("small", ` ${articles}`)]))),
      section("Quotes", person.quotes.map((quote) => quoteItem(quote)), rest, legend(person.quotes)),
      section("Articles", person.inside.map((article) => make("li", where(article)))),
    ].filter(Boolean),
  );
  for (const part of panel.querySelectorAll("section")) {
    const kind = part.firstChild.textContent.toLowerCase().replace(" ", "-");
    part.classList.add(kind);
    part.firstChild.id = `person-${kind}`;
  }
  for (const old of document.querySelectorAll("tr.here")) old.classList.remove("here");
  document.querySelector(`#people [data-person="${id}"]`)?.closest("tr").classList.add("here");
  panel.scrollTop = 0;
}

// Each person has an address, #person-12, so that the browser's own keys go back and forth among those looked at.

function open(id, button, byKey) {
  opener = button;
  if (location.hash !== `#person-${id}`) history.pushState(null, "", `#person-${id}`);
  follow();
  if (byKey || narrow.matches) panel.focus();
}

function follow() {
  const asked = PERSON.exec(location.hash);
  if (!asked && location.hash && panel.firstChild) return; // to a part of the page, beside whoever is shown
  const first = document.querySelector("#people [data-person]");
  panel.hidden = !asked && !first;
  if (!panel.hidden) show(asked ? asked[1] : first.dataset.person);
  document.body.classList.toggle("open", Boolean(asked));
}

function hide() {
  document.body.classList.remove("open");
  if (narrow.matches && PERSON.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
  if (opener?.checkVisibility()) opener.focus();
  else document.querySelector("#people [data-person]")?.focus();
}

// Tables: sorted by a column, the first rows until all are asked for, those that match a search.

function arrange(part) {
  const words = plain(search.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of part.querySelectorAll("tbody tr")) {
    const fits = words.every((word) => row.plain.includes(word));
    row.hidden = !fits || (!words.length && !part.whole && shown >= SHOWN);
    if (!row.hidden) shown += 1;
  }
  const rows = part.querySelectorAll("tbody tr").length;
  part.more.hidden = Boolean(words.length) || rows <= SHOWN;
  part.more.textContent = part.whole ? "Show fewer" : `Show all ${rows}`;
  part.none.hidden = shown > 0;
}

function sort(part, head) {
  const place = [...head.parentElement.children].indexOf(head);
  const figures = head.classList.contains("figure");
  const before = head.getAttribute("aria-sort");
  const down = before ? before === "ascending" : figures;
  for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const value = (row) => (figures ? Number(row.cells[place].dataset.value) : plain(row.cells[place].textContent));
  const body = part.querySelector("tbody");
  const rows = [...body.rows].map((row, order) => [value(row), order, row]);
  rows.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) * (down ? -1 : 1) || a[1] - b[1]);
  body.append(...rows.map(([, , row]) => row));
  arrange(part);
}

const parts = [...document.querySelectorAll(".listed")].filter((part) => part.querySelector("table"));
for (const part of parts) {
  for (const row of part.querySelectorAll("tbody tr")) {
    const person = data.people[row.querySelector("[data-person]")?.dataset.person];
    row.plain = plain([row.dataset.text, ...(part.id === "people" && person ? person.names : [])].join(" "));
  }
  for (const button of part.querySelectorAll("[data-person]")) {
    if (!data.people[button.dataset.person]) button.replaceWith(make("span", [...button.childNodes]));
  }
  part.none = make("p", "None of these.", { className: "none", hidden: true });
  part.more = make("button", "", { type: "button", className: "more" });
  part.more.addEventListener("click", () => { part.whole = !part.whole; arrange(part); });
  part.append(part.none, part.more);
  for (const button of part.querySelectorAll("th button")) button.addEventListener("click", () => sort(part, button.parentElement));
}

// Search.

const said = Object.values(data.people).flatMap((person) =>
  person.quotes.map((quote) => ({ quote, speaker: person.name, plain: plain(quote.texts.join(" ")) })));

const counted = [...document.querySelectorAll("#numbers li")].map((item) => (
  { item, plain: plain(`${item.closest("tr").dataset.text} ${item.querySelector("blockquote").textContent}`) }));

const rest = (what) => make("p", [`Of the ${what} on this page. Of all: `, make("code", `newsextract ${what} ${data.archive} ${search.value.trim()}`)], { className: "note" });

function look() {
  parts.forEach(arrange);
  const words = plain(search.value).split(/\s+/).filter((word) => word.length > 1);
  hits.hidden = !words.length;
  if (!words.length) return;
  const found = said.filter((one) => words.every((word) => one.plain.includes(word)));
  found.sort((a, b) => (b.quote.date || "").localeCompare(a.quote.date || ""));
  const numbers = counted.filter((one) => words.every((word) => one.plain.includes(word)));
  const shown = found.slice(0, MOST_HITS);
  const explained = legend(shown.map((one) => one.quote));
  hits.replaceChildren(
    make("h2", `Quotes that say it: ${found.length.toLocaleString("en")}`),
    make("ul", shown.map((one) => quoteItem(one.quote, one.speaker))),
    ...(explained ? [make("p", explained, { className: "note" })] : []),
    rest("quotes"),
    ...(numbers.length ? [
      make("h2", `Numbers with it: ${numbers.length.toLocaleString("en")}`),
      make("ul", numbers.slice(0, MOST_HITS).map((one) => one.item.cloneNode(true))),
      rest("numbers"),
    ] : []),
  );
}

search.addEventListener("input", look);
document.querySelector(".search").hidden = false;
addEventListener("popstate", follow);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-person]");
  const row = event.target.closest("#people tbody tr");
  const person = button || (getSelection().isCollapsed && row?.querySelector("[data-person]"));
  if (person) open(person.dataset.person, person, event.detail === 0);
  else if (document.body.classList.contains("open") && narrow.matches && !panel.contains(event.target)) hide();
});
// The arrow keys go from one to the next in a list of people or links.

function step(event) {
  const list = document.activeElement.closest("tbody, ul") || (document.activeElement === search && document.querySelector("#people tbody"));
  if (!list) return;
  const stops = [...list.querySelectorAll("button, a, summary")].filter((stop) => stop.checkVisibility());
  const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) { event.preventDefault(); next.focus(); }
}

document.addEventListener("keydown", (event) => {
  const isOpen = document.body.classList.contains("open") && narrow.matches;
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey && !event.ctrlKey && !event.metaKey) step(event);
  else if (event.key === "Escape" && (isOpen || panel.contains(document.activeElement))) hide();
  else if (event.key === "Escape" && document.activeElement === search) { search.value = ""; look(); }
  else if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); }
});
parts.forEach(arrange);
follow();
