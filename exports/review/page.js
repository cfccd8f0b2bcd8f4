(() => {
"use strict";
const packet = JSON.parse(document.getElementById("packet").textContent);
const words = packet.words, quotes = packet.quotes, main = document.querySelector("main");
const place = "ote-review-" + packet.nonce;
let kept = true;
let state = { at: -1, reviewer: "", answers: {}, opened: {} };
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
const load = () => {
  try {
    const found = JSON.parse(localStorage.getItem(place) || "null");
    if (found && typeof found === "object" && found.answers && found.opened) { state = Object.assign(state, found); }
  } catch (problem) { kept = false; }
};
const keep = () => {
  try { localStorage.setItem(place, JSON.stringify(state)); kept = true; } catch (problem) { kept = false; }
};
const make = (name, options = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (key === "on") { for (const [what, act] of Object.entries(value)) { element.addEventListener(what, act); } }
    else if (key in element && key !== "list") { element[key] = value; }
    else { element.setAttribute(key, value); }
  }
  element.append(...children.filter(Boolean));
  return element;
};
const button = (text, act, first) => make("button", { type: "button", className: first ? "first" : "", on: { click: act } }, text);
const show = (...children) => {
  main.replaceChildren(...children.filter(Boolean));
  window.scrollTo(0, 0);
  const heading = main.querySelector("h1, h2");
  if (heading) { heading.tabIndex = -1; heading.focus(); document.title = heading.textContent; }
};
const answer = (quote) => state.answers[quote.id] || {};
const change = (quote, key, value) => {
  state.answers[quote.id] = Object.assign({}, answer(quote), { [key]: value });
  keep();
  const saved = main.querySelector(".saved");
  if (saved) { saved.textContent = kept ? words.saved : words.unsaved; }
};
const go = (number) => { state.at = Math.max(-1, Math.min(number, quotes.length)); keep(); draw(); };
const choices = (quote, key, title, rows) => make("fieldset", {}, make("legend", {}, title), ...rows.map(([value, text]) =>
  make("label", { className: "choice" },
    make("input", { type: "radio", name: key, value: String(value), checked: answer(quote)[key] === value,
      on: { change: () => change(quote, key, value) } }), make("span", {}, text))));
const start = () => {
  const name = make("input", { type: "text", id: "reviewer", value: state.reviewer, autocomplete: "off", maxLength: 100,
    on: { input: () => { state.reviewer = name.value; keep(); } } });
  const begun = Object.keys(state.answers).length > 0;
  const first = Math.max(0, quotes.findIndex((quote) => !answer(quote).decision));
  show(make("h1", {}, packet.title), ...packet.greeting.split("\n").map((line) => make("p", {}, line)),
    make("p", {}, fill(words.about, { n: quotes.length })),
    packet.until && make("p", {}, fill(words.until, packet)),
    packet.contact && make("p", {}, fill(words.pause, packet)),
    make("label", { className: "label", htmlFor: "reviewer" }, words.reviewer), name,
    make("div", { className: "row" }, button(begun ? words.go_on : words.begin, () => go(begun ? first : 0), true)),
    !kept && make("p", { className: "soft" }, words.unsaved));
};
const top = (number) => [
  make("div", { className: "top soft" }, make("span", {}, fill(words.of, { n: number + 1, all: quotes.length })),
    make("span", { className: "saved", role: "status" }, kept ? words.saved : words.unsaved)),
  make("div", { className: "track", "aria-hidden": "true" }, make("div", {})),
];
const ways = (number) => make("div", { className: "row" },
  number > 0 && button(words.previous, () => go(number - 1)), button(words.skip, () => go(number + 1)),
  button(words.next, () => go(number + 1), true));
const closed = (quote, number) => show(...top(number),
  make("h1", {}, fill(words.note, { what: quote.notes.map((note) => words[note]).join(", ") })),
  packet.contact && make("p", { className: "soft" }, fill(words.pause, packet)),
  make("div", { className: "row" }, number > 0 && button(words.previous, () => go(number - 1)),
    button(words.skip, () => go(number + 1)),
    button(words.show, () => { state.opened[quote.id] = true; keep(); draw(); }, true)));
const asked = (quote, number) => {
  const remark = make("textarea", { id: "remark", value: answer(quote).remark || "", maxLength: 10000,
    on: { input: () => change(quote, "remark", remark.value) } });
  show(...top(number), make("h1", {}, quote.context || fill(words.of, { n: number + 1, all: quotes.length })),
    quote.topic && make("p", { className: "soft" }, quote.topic),
    make("blockquote", {}, ...quote.paragraphs.map((text) =>
      make("p", {}, (quote.paragraphs.length > 1 ? "– " : "") + text))),
    choices(quote, "decision", words.publish,
      [["accept", words.yes], ["accept-with-changes", words.change], ["reject", words.no]]),
    choices(quote, "identifiable", words.identify,
      [[true, words.identify_yes], [false, words.identify_no], [null, words.identify_unknown]]),
    packet.track === "speaker" && choices(quote, "level", words.level, [1, 2, 3, 4, 5].map((n) => [n, words["level_" + n]])),
    make("label", { className: "label", htmlFor: "remark" }, words.say), make("p", { className: "soft" }, words.say_hint),
    remark, ways(number));
};
const result = () => ({ format: "ote-decisions-1", nonce: packet.nonce, reviewer: state.reviewer,
  decisions: quotes.filter((quote) => answer(quote).decision).map((quote) => {
    const said = answer(quote);
    const one = { id: quote.id, sha: quote.sha, decision: said.decision,
      identifiable: said.identifiable === undefined ? null : said.identifiable, remark: said.remark || "" };
    return said.level ? Object.assign(one, { level: said.level }) : one;
  }) });
const save = () => {
  const file = new Blob([JSON.stringify(result(), null, 1)], { type: "application/json" });
  const link = make("a", { href: URL.createObjectURL(file), download: "vastaukset-" + packet.nonce.slice(0, 8) + ".json" });
  document.body.append(link);
  link.click();
  link.remove();
};
const end = () => {
  const missing = quotes.filter((quote) => !answer(quote).decision).map((quote) => quote.number);
  const text = make("textarea", { id: "text", readOnly: true, value: JSON.stringify(result()) });
  const status = make("p", { role: "status" });
  const copy = () => {
    text.hidden = label.hidden = false;
    text.select();
    const told = (done) => { status.textContent = done ? words.copied : words.copy_by_hand; };
    if (navigator.clipboard) { navigator.clipboard.writeText(text.value).then(() => told(true), () => told(false)); }
    else { told(document.execCommand("copy")); }
  };
  const label = make("label", { className: "label", htmlFor: "text", hidden: true }, words.answers_text);
  text.hidden = true;
  const forget = () => {
    try { localStorage.removeItem(place); } catch (problem) { kept = false; }
    state = { at: quotes.length, reviewer: "", answers: {}, opened: {} };
    status.textContent = words.forgotten;
  };
  show(make("h1", {}, words.done), make("p", {}, fill(words.done_words, { n: quotes.length - missing.length, all: quotes.length })),
    missing.length > 0 && make("p", {}, fill(words.missing, { numbers: missing.join(", ") })),
    make("p", {}, words.save_hint), make("div", { className: "row" }, button(words.save, save, true), button(words.copy, copy)),
    status, label, text,
    make("div", { className: "row" }, button(words.back, () => go(missing.length ? missing[0] - 1 : 0)), button(words.forget, forget)),
    packet.contact && make("p", { className: "soft" }, fill(words.contact, packet)));
};
const draw = () => {
  const quote = quotes[state.at];
  if (state.at < 0) { start(); }
  else if (!quote) { end(); }
  else if (quote.notes.length && !state.opened[quote.id]) { closed(quote, state.at); }
  else { asked(quote, state.at); }
  const bar = main.querySelector(".track > div");
  if (bar) { bar.style.width = (100 * (state.at + 1) / quotes.length) + "%"; }
};
load();
if (state.at >= 0) { const at = state.at; state.at = -1; draw(); state.at = at > quotes.length ? -1 : at; }
draw();
})();
