// The third page: what was asked and told, what became of it, and whether the log is whole.
import { $, h, put, s, show } from "./dom.js";
import { get, onAccess, words } from "./ask.js";
import { count, plain, when } from "./words.js";
import { badge, levels } from "./severity.js";

// So many records are walked without being asked to.
const few = 20000;
// Cards name levels as severities or as the indicators of CDS Hooks.
const level = name => ({ critical: "contraindicated", info: "note" })[name] ?? name;
const share = rate => rate ? `${Math.round(100 * rate.estimate)} % [${Math.round(100 * rate.lower)}–${Math.round(100 * rate.upper)} %]` : "no feedback";
const tile = (name, value, note) => h("div", { class: "tile" }, h("span", {}, name), h("b", {}, value), note && h("small", {}, note));
const table = (caption, head, rows) => h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption }, h("table", {}, h("caption", {}, caption),
  h("thead", {}, h("tr", {}, head.map((cell, at) => h("th", { scope: "col", class: at > 0 ? "n" : null }, cell)))), h("tbody", {}, rows.map(row => h("tr", {}, row.map((cell, at) => at === 0 ? h("th", { scope: "row" }, cell) : h("td", { class: "n" }, cell)))))));

function chart(days, from, to) {
  const all = [];
  for (let day = new Date(`${from}T00:00Z`); day <= new Date(`${to}T00:00Z`); day = new Date(day.getTime() + 864e5)) all.push(day.toISOString().slice(0, 10));
  // Each is called what the records call it.
  const names = [...new Set(days.flatMap(day => Object.keys(day.cards)))].sort((one, other) => levels.indexOf(level(one)) - levels.indexOf(level(other)));
  const counts = all.map(day => Object.fromEntries(names.map(name => [name, days.find(one => one.day === day)?.cards[name] ?? 0])));
  if (names.length === 0) return h("p", { class: "none" }, "No cards were shown in these days.");
  const most = Math.max(1, ...counts.map(cards => names.reduce((sum, name) => sum + cards[name], 0)));
  const [wide, high] = [Math.max(280, $("by-day").clientWidth || 900), 150];
  const step = (wide - 50) / all.length;
  return h("figure", {}, s("svg", { viewBox: `0 0 ${wide} ${high + 24}`, class: "days", role: "img", "aria-label": `Cards by day, at most ${most}; the table below has the numbers.` },
    s("path", { d: `M44 6V${high}H${wide}`, class: "frame" }), s("text", { x: 38, y: 14, "text-anchor": "end" }, String(most)), s("text", { x: 38, y: high, "text-anchor": "end" }, "0"),
    s("text", { x: 44, y: high + 18 }, from), s("text", { x: wide, y: high + 18, "text-anchor": "end" }, to),
    counts.map((cards, at) => {
      let top = high;
      return [...names].reverse().filter(name => cards[name] > 0).map(name => {
        const tall = (high - 8) * cards[name] / most;
        top -= tall;
        return s("rect", { x: 46 + at * step, y: top, width: Math.max(1.5, step * 0.7), height: tall, class: `stack ${level(name)}` }, s("title", {}, `${all[at]}: ${cards[name]} ${name}`));
      });
    })), h("figcaption", { class: "legend" }, names.map(name => badge(level(name), name))));
}

function render(audit) {
  const { feedback, days } = audit;
  put("tiles",
    tile("Records", audit.records.toLocaleString("en"), `${audit.from} to ${audit.to}, UTC`),
    tile("Alerts per 100 orders", feedback.all.alertsPer100Orders === null ? "no orders" : plain(feedback.all.alertsPer100Orders, 1), `${count(feedback.all.shown, "card")} for ${count(feedback.all.orders, "order")}`),
    tile("Override rate", share(feedback.all.overrideRate), `${feedback.all.overridden} dismissed, ${feedback.all.accepted} accepted; 95 % interval`),
    tile("Not counted", String(feedback.unknownCards + feedback.replaced + feedback.unreadable), `${feedback.unknownCards} on unknown cards, ${feedback.replaced} replaced, ${feedback.unreadable} unreadable`));
  const kinds = [...new Set(days.flatMap(day => Object.keys(day.kinds)))].sort();
  put("by-day", days.length === 0 ? h("p", { class: "none" }, "Nothing was recorded in these days.") : [
    chart(days, audit.from, audit.to),
    table("Records by day and kind", ["Day", ...kinds, "orders", "cards", "per 100 orders", "overridden"], [...days].reverse().map(day => [
      day.day, ...kinds.map(kind => (day.kinds[kind] ?? 0).toLocaleString("en")), String(day.orders), String(Object.values(day.cards).reduce((sum, one) => sum + one, 0)),
      day.alertsPer100Orders === null ? "—" : plain(day.alertsPer100Orders, 1), day.overrideRate === null ? "—" : `${Math.round(100 * day.overrideRate)} %`])),
  ]);
  const groups = (caption, list) => list.length === 0 ? h("p", { class: "none" }, `${caption}: none.`) : table(caption, ["Group", "shown", "accepted", "overridden", "override rate"], list.map(group =>
    [levels.includes(level(group.name)) ? badge(level(group.name), group.name) : group.name, String(group.shown), String(group.accepted), String(group.overridden), share(group.overrideRate)]));
  put("by-rule", groups("By severity", feedback.severities), groups("By rule", feedback.rules), groups("By service", feedback.services));
  put("reasons", feedback.reasons.length === 0 ? h("p", { class: "none" }, "No card was dismissed with a reason in these days.") : table("Reasons", ["Reason", "cards", "share of dismissed"], feedback.reasons.map(reason => [reason.code || "none given", String(reason.cards), share(reason.share)])),
    h("p", { class: "mute small" }, "A dismissed card is not a wrong card. Unanswered cards are in no rate."));
  put("foot", `${audit.notice}. Log: ${audit.store}. Nothing was decrypted for this page.`);
}

async function verify() {
  $("verify").disabled = true;
  put("chain", h("p", {}, "Walking the chain…"));
  try {
    const verdict = await get("/v1/audit/chain");
    put("chain",
      h("p", { class: verdict.whole ? "whole" : "callout loud" }, verdict.whole ? h("b", {}, "✓ Whole. ") : h("b", {}, `✗ Not whole: ${count(verdict.broken, "thing")} wrong. `),
        `${count(verdict.records, "record")} walked${verdict.first ? `, from ${when(verdict.first)} to ${when(verdict.last)} UTC` : ""}; ${count(verdict.anchors, "signed anchor")}, ${count(verdict.unanchored, "record")} after the last one.`),
      verdict.findings.length > 0 && h("ul", { class: "plainlist" }, verdict.findings.map(finding => h("li", {}, Object.values(finding).filter(value => value !== null).join(": ")))),
      h("p", { class: "mute small" }, "Head, to be kept elsewhere: ", h("code", {}, `${verdict.head.sequence}:${verdict.head.hash}`), verdict.ownKey ? "" : " Signatures were checked against the key that the log itself names."));
  } catch (error) {
    put("chain", h("p", { class: "wrong" }, words(error)));
  }
  $("verify").disabled = false;
}

async function start(again) {
  put("wrong");
  try {
    const model = await get("/v1/model");
    show("made-up", model.model.synthetic);
    const audit = await get(`/v1/audit?days=${$("days").value}`);
    show("burden", true);
    render(audit);
    put("status", `${count(audit.records, "record")} in ${$("days").value} days.`);
    if (again !== true && audit.records <= few) await verify();
    else if (again !== true) put("chain", h("p", {}, "This log is long: ask for its verification when there is time."));
  } catch (error) {
    put("status");
    show("burden", false);
    $("wrong").textContent = words(error);
  }
}

$("days").addEventListener("change", () => start(true));
$("verify").addEventListener("click", verify);
onAccess(start);
start();
