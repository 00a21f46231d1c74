// What the page says about one advice, part by part.
import { $, h, put, show } from "./dom.js";
import { bare, count, percent, plain } from "./words.js";
import { drugList } from "./drugs.js";
import { about, alternatives, findingList, graph } from "./findings.js";
import { badge, levels, means } from "./severity.js";

const tile = (name, value, note) => h("div", { class: "tile" }, h("span", {}, name), h("b", {}, value), note && h("small", {}, note));
const names = drugs => drugs.map(drug => drug.name).join(", ");

export function tiles(advice, chosen) {
  const counted = levels.map(level => [level, advice.findings.filter(finding => finding.severity === level).length]).filter(([, times]) => times > 0);
  const missed = advice.coverage.unknown.length + advice.coverage.notUnderstood.length;
  put("tiles",
    tile("Proposed", count(advice.proposed.length, "drug"), `${advice.kept.length} kept, ${advice.started.length} started, ${advice.dropped.length} dropped`),
    tile("Codes understood", `${advice.coverage.known} of ${advice.coverage.of}`, missed === 0 ? "nothing was left out" : h("a", { href: "#h-coverage" }, `${count(missed, "entry", "entries")} not understood`)),
    tile("Expected agreement", chosen ?? advice.expectedJaccard ? plain(chosen ?? advice.expectedJaccard) : "not known", (chosen ?? advice.expectedJaccard) === null ? "said of sets along the slider alone" : "Jaccard, from 0 to 1"),
    tile("Findings", counted.length === 0 ? "none named" : count(advice.findings.length, "finding"), counted.length === 0 ? "no source names one: not the same as safe" : counted.map(([level, times]) => `${times} ${means[level]}`).join(", ")));
}

export function abstention(advice) {
  put("abstention", advice.abstention && h("div", { class: "callout loud", role: "note" }, h("b", {}, "The model would rather not advise here. "), advice.abstention, " The numbers below are shown all the same; do not lean on them."));
}

export function visit(advice, context, remove) {
  const line = (title, codes, kind) => [
    h("h3", {}, `${title} (${codes.length})`),
    codes.length === 0 ? h("p", { class: "none" }, "none recorded") : h("ul", { class: "codes" }, codes.map(code => h("li", {},
      h("span", {}, code.name, " ", code.name !== bare(code.code) && h("code", {}, bare(code.code))),
      kind && h("button", { type: "button", class: "x", "aria-label": `What if without ${code.name}`, title: `What if without ${code.name}`, onclick: () => remove(kind, code) }, "×")))),
  ];
  put("visit",
    h("p", {}, h("b", {}, advice.patient), `, visit ${advice.visitNumber}${context ? `, ${context}` : ""}`),
    line("Diagnoses", advice.diagnoses, "diagnosis"),
    line("Procedures", advice.procedures, "procedure"),
    line("Allergies", advice.allergies, null),
    advice.uncheckedAllergies.length > 0 && h("p", { class: "callout" }, `Not checked: ${names(advice.uncheckedAllergies)}. No rule can compare it with drugs; that is not the same as safe.`));
}

export function changes(list, undo, clear) {
  put("changes", list.length > 0 && [
    h("h3", {}, "Changes"),
    h("ol", { class: "codes", id: "change-list" }, list.map((change, index) => h("li", {}, h("span", {}, change.words), h("button", { type: "button", class: "x", "aria-label": `Undo: ${change.words}`, title: "Undo", onclick: () => undo(index) }, "×")))),
    h("div", { class: "row" }, h("button", { type: "button", class: "quiet", id: "clear", onclick: clear }, "Undo all")),
  ]);
}

export function difference(answer) {
  if (!answer) return put("difference");
  const { added, removed, appeared, disappeared, probabilities } = answer.difference;
  const found = list => h("ul", { class: "plainlist" }, list.map(finding => h("li", {}, badge(finding.severity, finding.means), ` ${about(finding)}`)));
  const moved = probabilities.filter(one => Math.abs(one.after - one.before) >= 0.005).slice(0, 8);
  put("difference", h("section", { class: "panel difference", "aria-labelledby": "h-difference" },
    h("h2", { id: "h-difference" }, "What differs"),
    h("p", { class: "mute small" }, `Against the model's own set for the patient as given. Changed: ${answer.changes.join("; ")}.`),
    h("div", { class: "cols" },
      h("div", {}, h("h3", {}, "Set"), added.length + removed.length === 0 ? h("p", {}, "The same drugs.") : h("ul", { class: "plainlist" },
        added.map(drug => h("li", { class: "plus" }, `+ ${drug.name}`)), removed.map(drug => h("li", { class: "minus" }, `− ${drug.name}`)))),
      h("div", {}, h("h3", {}, "Findings"), appeared.length + disappeared.length === 0 ? h("p", {}, "The same findings.") : [
        appeared.length > 0 && [h("p", { class: "small" }, "New:"), found(appeared)],
        disappeared.length > 0 && [h("p", { class: "small" }, "Gone:"), found(disappeared)]]),
      h("div", {}, h("h3", {}, "Probabilities"), moved.length === 0 ? h("p", {}, "None moved by half a point or more.") : h("ul", { class: "plainlist moved" },
        moved.map(one => h("li", {}, h("span", {}, one.name), h("span", { class: "figure" }, `${percent(one.before)} → `, h("b", {}, percent(one.after))))))))));
}

export function rates(advice, chosen, change) {
  const all = [...new Set([...advice.proposed, ...advice.notProposed].flatMap(drug => drug.inSetsOf))].sort((one, other) => one - other);
  const now = all.length === 0 ? null : all.includes(chosen) ? chosen : all.reduce((best, rate) => Math.abs(rate - 0.1) < Math.abs(best - 0.1) ? rate : best);
  show("miss", true);
  $("miss").parentElement.hidden = now === null;
  put("miss", all.map(rate => h("option", { value: rate, selected: rate === now }, `${plain(100 * rate, rate < 0.01 ? 1 : 0)} % of what is given`)));
  $("miss").onchange = () => change(Number($("miss").value));
  return now;
}

export function drugs(advice, how) {
  const mark = drug => Object.assign(drug, { proposed: advice.proposed.includes(drug) });
  const inSet = how.miss === null ? null : advice.proposed.filter(drug => drug.inSetsOf.includes(how.miss)).length;
  const outside = how.miss === null ? 0 : advice.notProposed.filter(drug => drug.inSetsOf.includes(how.miss)).length;
  put("chosen", `How: ${advice.chosen}${how.changed ? ", then changed as said above" : ""}.${inSet === null ? " This model has no conformal sets." : ` ${inSet} of them lie in the conformal set${outside > 0 ? `; ${outside} that are not proposed do too` : ""}.`}`);
  put("drugs", drugList(advice.proposed.map(mark), { ...how, findings: advice.findings, firstVisit: advice.visitNumber === 1, label: "Proposed drugs" }));
  put("rest", drugList(advice.notProposed.map(mark), { ...how, findings: [], firstVisit: advice.visitNumber === 1, label: "Drugs that are not proposed" }));
  $("others").firstElementChild.textContent = `Not proposed: the ${count(advice.notProposed.length, "most probable drug")}`;
}

export function findings(advice, swap) {
  const drawn = graph(advice.findings, Math.max(280, Math.min(380, $("findings").clientWidth || 280)));
  const quiet = advice.findings.filter(finding => finding.severity === "note");
  const told = advice.findings.filter(finding => finding.severity !== "note");
  put("findings",
    advice.findings.length === 0 && h("p", {}, "No source that is asked names anything against this set. That is not the same as safe."),
    advice.findings.length > 0 && h("div", { class: "pairs" }, drawn,
      h("div", { class: "told" }, told.length > 0 && h("ul", { class: "findings" }, findingList(told)),
        quiet.length > 0 && h("details", {}, h("summary", {}, `${count(quiet.length, "thing")} to take into account`), h("ul", { class: "findings" }, findingList(quiet)))),
      h("div", { class: "swap" }, alternatives(advice.findings, swap))),
    advice.unchecked.length > 0 && h("p", { class: "callout" }, h("b", {}, "Not checked: "), `${names(advice.unchecked)}. No source has interaction facts about ${advice.unchecked.length === 1 ? "it" : "them"}; unknown, not safe.`),
    h("p", { class: "mute small" }, `Interactions: ${advice.model.interactions}.`));
}

export function lastVisit(advice) {
  const column = (title, meaning, list) => h("div", {}, h("h3", {}, `${title} (${list.length})`), h("p", { class: "mute small" }, meaning),
    list.length === 0 ? h("p", { class: "none" }, "none") : h("ul", { class: "plainlist" }, list.map(drug => h("li", {}, drug.name, " ", h("code", {}, bare(drug.code)), "probability" in drug && h("span", { class: "mute" }, ` ${percent(drug.probability)}`)))));
  if (advice.visitNumber === 1) return put("last", h("p", {}, "This is the first visit: there is nothing to compare with."));
  put("last", column("Kept", "given then, proposed now", advice.kept), column("Started", "not given then, proposed now", advice.started), column("Dropped", "given then, not proposed now", advice.dropped));
}

export function coverage(advice) {
  const { words, unknown, notUnderstood, missing } = advice.coverage;
  put("coverage", h("p", {}, `${words[0].toUpperCase()}${words.slice(1)}.`),
    unknown.length > 0 && [h("h3", {}, `Codes that training never saw (${unknown.length})`), h("ul", { class: "plainlist" }, unknown.map(code => h("li", {}, code.name, " ", h("code", {}, code.code), h("span", { class: "mute" }, ` ${code.kind.replace("-", " ")}, visit ${code.visit}`))))],
    notUnderstood.length > 0 && [h("h3", {}, `Could not be read or mapped (${notUnderstood.length})`), h("ul", { class: "plainlist" }, notUnderstood.map(text => h("li", {}, text)))],
    missing.length > 0 && [h("h3", {}, "Missing"), h("ul", { class: "plainlist" }, missing.map(text => h("li", {}, text)))]);
}
