// The four levels, by shape, dash and word; colour only repeats them.
import { h, s } from "./dom.js";

export const levels = ["contraindicated", "warning", "caution", "note"];
export const means = { contraindicated: "contraindicated", warning: "not recommended", caution: "precaution", note: "take into account" };
const shapes = {
  contraindicated: "M4.6 .8h6.8l4 4v6.4l-4 4H4.6l-4-4V4.8z",
  warning: "M8 1l7.4 14H.6z",
  caution: "M8 .6L15.4 8 8 15.4.6 8z",
  note: "M8 1a7 7 0 1 0 .01 0z",
};
const signs = { contraindicated: ["×", 12.4], warning: ["!", 13.2], caution: ["!", 12], note: ["i", 12] };

export const mark = (level, size = 16, at = {}) => s("svg", { viewBox: "0 0 16 16", width: size, height: size, class: `mark ${level}`, "aria-hidden": "true", ...at },
  s("path", { d: shapes[level] }), s("text", { x: 8, y: signs[level][1], "text-anchor": "middle" }, signs[level][0]));

export const badge = (level, words = means[level]) => h("span", { class: `badge ${level}` }, mark(level), " ", words);
export const louder = (one, other) => levels.indexOf(one.severity) - levels.indexOf(other.severity);
