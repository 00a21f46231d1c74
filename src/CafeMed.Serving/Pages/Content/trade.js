// The trade-off between accuracy and burden, as a drawing and in words.
import { h, s } from "./dom.js";
import { count, plain } from "./words.js";

const names = drugs => drugs.map(drug => drug.name).join(", ");
const measure = certificate => certificate.objective === "expected-jaccard" ? "expected Jaccard" : "log odds";

export const valueText = (safe, position, own) => position === 0
  ? `The model's own set, ${count(own, "drug")}`
  : (point => `Set ${position} of ${safe.tradeOff.length}: burden ${plain(point.burden, 1)}, ${measure(safe.certificate)} ${plain(point.value, 3)}, ${count(point.drugs.length, "drug")}`)(safe.tradeOff[position - 1]);

export function pointText(safe, position, ownSet) {
  if (position === 0) return "Interactions are told below, not weighed.";
  const point = safe.tradeOff[position - 1];
  const [out, into] = [ownSet.filter(drug => !point.drugs.some(other => other.code === drug.code)), point.drugs.filter(drug => !ownSet.some(other => other.code === drug.code))];
  return [out.length > 0 && `without ${names(out)}`, into.length > 0 && `with ${names(into)}`, out.length + into.length === 0 && "the same drugs as the model's own set"].filter(Boolean).join("; ")
    + (point.proposed ? ". This is the safe set that is proposed." : "") + (point.optimal ? ". Proved to be the best with no more burden." : ". Time ran out before a proof.");
}

export function drawing(safe, position, choose) {
  const points = safe.tradeOff;
  const rules = { burden: safe.certificate.burdenWithoutRules, value: safe.certificate.valueWithoutRules };
  const [burdens, values] = [[...points.map(point => point.burden), rules.burden, 0], [...points.map(point => point.value), rules.value]];
  const [most, low, high] = [Math.max(1, ...burdens), Math.min(...values), Math.max(...values)];
  const pad = Math.max(0.005, 0.12 * (high - low));
  const x = value => 60 + 242 * value / most;
  const y = value => 112 - 92 * (value - low + pad) / (high - low + 2 * pad);
  const line = [...points].sort((one, other) => one.burden - other.burden).map(point => `${x(point.burden).toFixed(1)},${y(point.value).toFixed(1)}`).join(" ");
  return [
    s("svg", { viewBox: "0 0 320 150", class: "trade", role: "img", "aria-label": `${measure(safe.certificate)} against burden: ${points.map((point, index) => `set ${index + 1}, burden ${plain(point.burden, 1)}, ${plain(point.value, 3)}`).join("; ")}; without rules burden ${plain(rules.burden, 1)}, ${plain(rules.value, 3)}.` },
      s("path", { d: "M52 12V118H308", class: "frame" }),
      [low, high].filter((value, index, all) => index === 0 || value > all[0]).map(value => s("text", { x: 47, y: y(value) + 4, "text-anchor": "end" }, plain(value, 3))),
      [0, most].map(value => s("text", { x: x(value), y: 132, "text-anchor": "middle" }, plain(value, 0))),
      s("text", { x: 180, y: 146, "text-anchor": "middle" }, "burden of interactions"),
      s("text", { x: 4, y: 9 }, measure(safe.certificate)),
      s("polyline", { points: line, class: "way" }),
      s("rect", { x: x(rules.burden) - 5, y: y(rules.value) - 5, width: 10, height: 10, class: "rules" }),
      points.map((point, index) => s("circle", { cx: x(point.burden), cy: y(point.value), r: index + 1 === position ? 7 : 4.5, class: index + 1 === position ? "point now" : "point", onclick: () => choose(index + 1) }))),
    h("figcaption", { class: "mute small" }, "Circles: sets to choose from, the chosen one filled. Square: the best set without any rule."),
  ];
}

export const cost = safe => [
  safe.givenUp.length > 0 && h("details", {}, h("summary", {}, `${count(safe.givenUp.length, "drug")} given up by the proposed safe set`),
    h("ul", { class: "plainlist" }, safe.givenUp.map(lost => h("li", {}, h("b", {}, lost.name), ` ${Math.round(100 * lost.probability)} %: ${lost.why}`)))),
];
