// Objections to a set: a drawing of the pairs, and every one in words.
import { h, s } from "./dom.js";
import { short } from "./words.js";
import { badge, levels, louder, mark, means } from "./severity.js";

// Names stand in a column, so that they can be read at any width; a pair is an arc between two of them.
export function graph(findings, width) {
  const pairs = findings.filter(finding => finding.codes.length === 2);
  if (pairs.length === 0) return null;
  const names = new Map();
  for (const pair of pairs) pair.codes.forEach((code, index) => names.set(code, pair.names[index]));
  const order = arrange([...names.keys()], pairs);
  const [step, top] = [24, 16];
  const letters = Math.max(12, Math.min(30, Math.floor((width - 150) / 7)));
  const labels = order.map(code => short(names.get(code), letters));
  const left = 8 + 6.6 * Math.max(...labels.map(label => label.length));
  const farthest = Math.max(...pairs.map(pair => Math.abs(order.indexOf(pair.codes[0]) - order.indexOf(pair.codes[1]))));
  const reach = Math.min(24 * farthest + 10, width - left - 30);
  const y = code => top + step * order.indexOf(code);
  const arcs = [...pairs].sort((one, other) => -louder(one, other)).map(pair => {
    const [a, b] = pair.codes.map(y).sort((one, other) => one - other);
    const x = left + 8, bulge = 8 + reach * (b - a) / step / farthest;
    return [
      s("path", { d: `M${x} ${a}C${x + bulge * 1.33} ${a} ${x + bulge * 1.33} ${b} ${x} ${b}`, class: `arc ${pair.severity}` }, s("title", {}, `${pair.names.join(" with ")}: ${means[pair.severity]}`)),
      mark(pair.severity, 15, { x: x + bulge - 7.5, y: (a + b) / 2 - 7.5 }),
    ];
  });
  const height = top * 2 + step * (order.length - 1);
  const whole = left + reach + 30;
  return h("figure", { class: "graph" },
    s("svg", { viewBox: `0 0 ${whole} ${height}`, width: whole, height, role: "img", "aria-label": `Pairs that interact: ${pairs.map(pair => `${pair.names.join(" with ")}, ${means[pair.severity]}`).join("; ")}.` },
      arcs, order.map((code, index) => [
        s("circle", { cx: left + 8, cy: y(code), r: 4, class: "dot" }),
        s("text", { x: left, y: y(code) + 4, "text-anchor": "end" }, labels[index], s("title", {}, names.get(code))),
      ])),
    h("figcaption", { class: "legend" }, levels.filter(level => pairs.some(pair => pair.severity === level)).map(level => badge(level))));
}

// Neighbours stand near each other: each name goes where its partners are on average.
function arrange(codes, pairs) {
  let order = codes;
  for (let round = 0; round < 6; round++) {
    const mean = new Map(order.map((code, index) => {
      const others = pairs.filter(pair => pair.codes.includes(code)).map(pair => order.indexOf(pair.codes.find(other => other !== code) ?? code));
      return [code, (index + others.reduce((sum, at) => sum + at, 0)) / (others.length + 1)];
    }));
    order = [...order].sort((one, other) => mean.get(one) - mean.get(other));
  }
  return order;
}

// A finding about a whole set names its size.
export const about = finding => finding.names.length > 4 ? `${finding.names.length} drugs together` : finding.names.join(" + ");

// One line for each objection; what is loud is open.
export function findingList(findings) {
  return [...findings].sort(louder).map(finding => h("li", { class: `finding ${finding.severity}` }, h("details", { open: finding.severity === "warning" || finding.severity === "contraindicated" },
    h("summary", {}, badge(finding.severity, finding.means), " ", h("b", {}, about(finding))),
    h("p", {}, finding.message),
    finding.management && h("p", {}, h("b", {}, "What to do: "), finding.management),
    h("p", { class: "mute small" }, `${finding.rule}; `, finding.levels.length > 1 ? finding.levels.map((level, index) => [index > 0 && "; ", h("b", {}, means[level.severity] ?? level.severity), ` says ${level.source}`])
      : `${finding.source}${finding.version && !finding.source.includes(finding.version) ? `, ${finding.version}` : ""}`, finding.partial && "; holds for some members of a group alone"))));
}

// What could stand in a drug's place, once for each drug with a loud objection.
export function alternatives(findings, swap) {
  const loud = new Map();
  for (const instead of findings.flatMap(finding => finding.instead)) if (!loud.has(instead.for.code)) loud.set(instead.for.code, instead);
  if (loud.size === 0) return null;
  const offer = (from, drugs) => drugs.map(drug => h("button", { type: "button", class: "quiet", "aria-label": `What if ${drug.name} in place of ${from.name}`, onclick: () => swap(from, drug) }, drug.name));
  return [h("h3", {}, "Alternatives"),
    h("p", { class: "mute small" }, "Indication and dose are not looked at: no advice to exchange. Where the drug's own group has none, others stand here, of the same organ system first. A press shows what would follow."),
    h("ul", { class: "instead" }, [...loud.values()].map(instead => h("li", {}, h("b", {}, instead.for.name),
      h("span", {}, h("span", { class: "mute" }, instead.drugs.length > 0 ? "same group, no known interaction: " : "next by probability, no loud interaction: "), offer(instead.for, instead.drugs.length > 0 ? instead.drugs : instead.next)))))];
}
