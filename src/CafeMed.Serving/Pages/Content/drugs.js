// The list of drugs: one row each, which opens to the evidence.
import { h, s, unique } from "./dom.js";
import { bare, percent, plain, range, signed } from "./words.js";
import { levels, mark, means } from "./severity.js";

const shown = 16;

function bar(drug) {
  const x = value => 2 + 136 * value;
  const ticks = [0, 0.5, 1].map(value => s("line", { x1: x(value), x2: x(value), y1: 2, y2: 18, class: "tick" }));
  const whisker = drug.interval && [
    s("line", { x1: x(drug.interval.lower), x2: x(drug.interval.upper), y1: 10, y2: 10, class: "whisker" }),
    [drug.interval.lower, drug.interval.upper].map(value => s("line", { x1: x(value), x2: x(value), y1: 6, y2: 14, class: "whisker" })),
  ];
  return s("svg", { viewBox: "0 0 140 20", class: "prob", "aria-hidden": "true", preserveAspectRatio: "none" }, ticks,
    drug.probability !== null && s("rect", { x: 2, y: 5, width: Math.max(1, 136 * drug.probability), height: 10, class: "fill" }), whisker);
}

const loudest = (drug, findings) => {
  const own = findings.filter(finding => finding.codes.includes(drug.code));
  return levels.map(level => [level, own.filter(finding => finding.severity === level).length]).filter(([, times]) => times > 0);
};

function reason(one, most) {
  const width = value => `${Math.min(50, 50 * Math.abs(value) / most).toFixed(2)}%`;
  const side = value => value < 0 ? "right:50%" : "left:50%";
  const told = one.gate && Math.abs(one.gatedEffect / one.gate) >= 0.005;
  const ungated = told ? one.amount - one.gatedEffect + one.gatedEffect / one.gate : null;
  const turned = !told ? null
    : Math.abs(one.gate - 1) < 0.02 ? "as in everybody" : one.gate > 1 ? "turned up" : "turned down";
  return h("li", {},
    h("span", { class: "what" }, one.what),
    h("span", { class: "axis", "aria-hidden": "true" },
      ungated !== null && h("span", { class: "ghost", css: `${side(ungated)};width:${width(ungated)}` }),
      h("span", { class: one.amount < 0 ? "against" : "for", css: `${side(one.amount)};width:${width(one.amount)}` })),
    h("span", { class: "amount" }, signed(one.amount)),
    turned && h("span", { class: "gate" }, `effect ${signed(one.gatedEffect / one.gate)} in everybody, ${signed(one.gatedEffect)} here: ${turned}${turned === "as in everybody" ? "" : ` ×${plain(one.gate)}`}`));
}

function evidence(drug, act) {
  const most = Math.max(0.5, ...drug.reasons.map(one => Math.max(Math.abs(one.amount), one.gate ? Math.abs(one.gatedEffect / one.gate) : 0)));
  const [first, later] = [drug.reasons.slice(0, shown), drug.reasons.slice(shown)];
  const list = reasons => h("ul", { class: "reasons" }, reasons.map(one => reason(one, most)));
  return h("div", { class: "evidence" },
    drug.probability === null ? h("p", { class: "mute" }, "Training never saw this drug: the model has no number and no reason for it.")
      : drug.reasons.length === 0 ? h("p", { class: "mute" }, "This model gives no account of its numbers.")
      : [
        h("p", { class: "mute small" }, "Log odds, in nats: to the right speaks for the drug, hatched to the left against it. The dashed outline is the effect in everybody; the bar is what it is for this patient."),
        list(first),
        later.length > 0 && h("details", {}, h("summary", {}, `${later.length} smaller, together ${signed(later.reduce((sum, one) => sum + one.amount, 0))}`), list(later)),
        h("p", { class: "sum" }, `Together ${signed(drug.logOdds)}, which is a probability of ${percent(drug.probability)}.`,
          drug.interval ? ` Among patients that training did not see, drugs with such a number were given at a rate of ${range(drug.interval)} (95 % interval).` : " The model cannot say how sure this number is."),
      ],
    act && h("div", { class: "row" }, h("button", { type: "button", class: "quiet", onclick: () => act(drug) }, drug.proposed ? `What if without ${drug.name}` : `What if with ${drug.name}`)));
}

// `state.open` remembers what is open while numbers change below it.
export function drugList(drugs, { findings, miss, open, fresh, act, label, firstVisit }) {
  if (drugs.length === 0) return h("p", { class: "none" }, "None.");
  const rows = drugs.map(drug => {
    const id = unique();
    const held = miss === null ? null : drug.inSetsOf.some(rate => rate >= miss - 1e-9 && rate <= miss + 1e-9);
    const notes = loudest(drug, findings);
    const row = h("button", { type: "button", class: "drug", "aria-expanded": String(open.has(drug.code)), "aria-controls": id, "data-code": drug.code },
      h("span", { class: "chevron", "aria-hidden": "true" }, "›"),
      h("span", { class: "name" }, h("b", {}, drug.name), " ", h("code", {}, bare(drug.code)), fresh.has(drug.code) && h("span", { class: "tag new" }, "new here")),
      h("span", { class: "chance" }, bar(drug), h("span", { class: "figure" }, h("b", {}, percent(drug.probability)), drug.interval && [" ", h("span", { class: "mute" }, h("span", { class: "hidden" }, "95 % interval "), range(drug.interval))])),
      h("span", { class: "set" }, held === null ? h("span", { class: "mute" }, "—") : h("span", { class: held ? "in" : "out" }, h("i", { "aria-hidden": "true" }, held ? "◆ " : "◇ "), held ? "in set" : "outside")),
      h("span", { class: "before" }, { kept: "given", started: "not given", dropped: "given", none: "not given" }[firstVisit ? "" : drug.againstLastVisit] ?? "none"),
      h("span", { class: "notes" }, notes.map(([level, times]) => h("span", { class: `badge ${level}` }, mark(level, 15), h("span", { class: "hidden" }, `${means[level]}: `), ` ${times}`))));
    const body = h("div", { id, class: "opened", hidden: !open.has(drug.code) });
    const toggle = wanted => {
      row.setAttribute("aria-expanded", wanted);
      body.hidden = !wanted;
      if (wanted && !body.firstChild) body.append(evidence(drug, act));
      if (wanted) open.add(drug.code); else open.delete(drug.code);
    };
    row.addEventListener("click", () => toggle(row.getAttribute("aria-expanded") !== "true"));
    if (open.has(drug.code)) toggle(true);
    const item = h("li", {}, row, body);
    item.addEventListener("keydown", event => {
      if (event.key === "Escape" && open.has(drug.code)) {
        toggle(false);
        row.focus();
      }
    });
    return item;
  });
  const list = h("ol", { class: "druglist", "aria-label": label }, rows);
  list.addEventListener("keydown", event => {
    const buttons = [...list.querySelectorAll(".drug")];
    const at = buttons.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined || !buttons[to]) return;
    event.preventDefault();
    buttons[to].focus();
  });
  return h("div", {}, h("div", { class: "columns", "aria-hidden": "true" },
    h("span", {}), h("span", {}, "Drug"), h("span", {}, "Probability of being given, 95 % interval"), h("span", {}, "Conformal"), h("span", {}, "Last visit"), h("span", {}, "Findings")), list);
}
