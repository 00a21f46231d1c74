// The patient page: asks, keeps what was changed, and has every part say its piece.
import { $, h, put, show } from "./dom.js";
import { get, onAccess, post, words } from "./ask.js";
import { bare, count } from "./words.js";
import * as view from "./view.js";
import * as trade from "./trade.js";

const state = { question: null, context: "", base: null, own: null, advice: null, answer: null, safe: null, changes: [], position: 0, miss: null, open: new Set(), turn: 0, stop: null };

const say = text => put("status", text);
const wrong = (id, text) => { $(id).textContent = text; };
const drugsOf = advice => advice.proposed.map(drug => drug.code);

async function choose(question, context) {
  const turn = ++state.turn;
  state.stop?.abort();
  wrong("wrong", "");
  wrong("wrong-change", "");
  say("Asking…");
  try {
    const start = performance.now();
    const base = await post("/v1/recommendations", { ...question, gates: true });
    if (turn !== state.turn) return;
    Object.assign(state, { question, context, base, own: base, advice: base, answer: null, safe: null, changes: [], position: 0 });
    state.open.clear();
    render(performance.now() - start);
    await plan(turn);
  } catch (error) {
    if (turn !== state.turn) return;
    wrong("wrong", words(error));
    say(state.base ? "The patient before is still shown." : "No advice.");
    if (state.base && !state.safe) await plan(turn);
  }
}

// The sets between accuracy and burden; they come after the advice, which does not wait for them.
async function plan(turn) {
  put("proof", "Looking for safe sets…");
  show("cost", false);
  $("slide").disabled = true;
  try {
    const asked = { ...state.question, safe: true };
    const safe = state.changes.length === 0 ? (await post("/v1/recommendations", asked)).safe
      : (await post("/v1/what-if", { ...asked, changes: state.changes.map(change => change.change) })).after.safe;
    if (turn !== state.turn) return;
    state.safe = safe;
    $("slide").disabled = false;
    renderChoice();
  } catch (error) {
    if (turn !== state.turn) return;
    put("proof", `No safe sets: ${words(error)}`);
  }
}

// The changes that turn the model's own set into the chosen one; what a person said comes after, and wins.
function toPoint() {
  if (state.position === 0) return [];
  const [own, wanted] = [drugsOf(state.own), state.safe.tradeOff[state.position - 1].drugs.map(drug => drug.code)];
  return [...own.filter(code => !wanted.includes(code)).map(drug => ({ change: "remove-drug", drug })), ...wanted.filter(code => !own.includes(code)).map(drug => ({ change: "add-drug", drug }))];
}

async function ask(moved) {
  const turn = ++state.turn;
  state.stop?.abort();
  state.stop = new AbortController();
  const position = moved ? state.position : 0;
  const changes = [...moved ? toPoint() : [], ...state.changes.map(change => change.change)];
  const start = performance.now();
  const answer = changes.length === 0 ? null : await post("/v1/what-if", { ...state.question, gates: true, changes }, state.stop.signal);
  if (turn !== state.turn) return;
  Object.assign(state, { answer, position, advice: answer?.after ?? state.base });
  if (!moved) Object.assign(state, { own: state.advice, safe: null });
  render(answer ? performance.now() - start : null);
  if (!moved) await plan(turn);
}

async function change(change, words_) {
  wrong("wrong-change", "");
  state.changes.push({ change, words: words_ });
  return settle(() => { state.changes.pop(); }, () => $("change-list")?.lastElementChild.querySelector("button").focus());
}

async function settle(undo, after) {
  const asked = ask(false).then(() => true, error => {
    if (error.name === "AbortError") return true;
    undo();
    wrong("wrong-change", words(error));
    view.changes(state.changes, drop, clear);
    // The question for safe sets that was under way is nobody's now.
    if (!state.safe) plan(state.turn);
    return false;
  });
  // What follows (safe sets) is not waited for.
  const rendered = new Promise(done => { state.rendered = done; });
  const fine = await Promise.race([asked, rendered.then(() => true)]);
  if (fine) after?.();
  return fine;
}

const drop = index => {
  const [gone] = state.changes.splice(index, 1);
  settle(() => state.changes.splice(index, 0, gone), () => ($("clear") ?? $("add-diagnosis")).focus());
};
const clear = () => {
  const all = state.changes.splice(0);
  settle(() => state.changes.push(...all), () => $("add-diagnosis").focus());
};
const swap = async (from, to) => {
  state.changes.push({ change: { change: "remove-drug", drug: from.code }, words: `without ${from.name}` });
  if (!await change({ change: "add-drug", drug: to.code }, `with ${to.name}`)) {
    state.changes.pop();
    view.changes(state.changes, drop, clear);
  }
};
const without = (kind, code) => change({ change: "remove-code", kind, code: code.code }, `without ${kind} ${code.name}`);
const act = drug => drug.proposed
  ? change({ change: "remove-drug", drug: drug.code }, `without ${drug.name}`)
  : change({ change: "add-drug", drug: drug.code }, `with ${drug.name}`);

function renderChoice() {
  const { safe, position, own } = state;
  const slide = $("slide");
  slide.max = safe ? safe.tradeOff.length : 0;
  slide.value = position;
  slide.disabled = !safe;
  if (!safe) {
    put("trade");
    put("point", `The model's own set, ${count(own.proposed.length, "drug")}`);
    return;
  }
  const text = trade.valueText(safe, position, own.proposed.length);
  slide.setAttribute("aria-valuetext", text);
  put("point", h("b", {}, `${text}. `), trade.pointText(safe, position, own.proposed));
  put("proof", `The proposed safe set: ${safe.proof}.`);
  put("cost", trade.cost(safe));
  show("cost", true);
  put("trade", trade.drawing(safe, position, move));
}

function renderDrugs() {
  state.miss = view.rates(state.advice, state.miss, miss => { state.miss = miss; renderDrugs(); });
  const fresh = new Set(state.answer ? state.answer.difference.added.map(drug => drug.code) : []);
  view.drugs(state.advice, { miss: state.miss, open: state.open, fresh, act, changed: state.answer?.difference.added.length + state.answer?.difference.removed.length > 0 });
}

function render(took) {
  const { advice } = state;
  show("advice", true);
  show("side", true);
  show("made-up", advice.model.synthetic);
  view.abstention(advice);
  view.difference(state.answer);
  const weighed = state.position > 0 && state.safe?.certificate.objective === "expected-jaccard" && state.changes.every(one => !one.change.change.endsWith("-drug"));
  view.tiles(advice, weighed ? state.safe.tradeOff[state.position - 1].value : null);
  view.visit(advice, state.context, without);
  view.changes(state.changes, drop, clear);
  renderChoice();
  renderDrugs();
  view.findings(advice, swap);
  view.lastVisit(advice);
  view.coverage(advice);
  put("foot", `${advice.notice}. Model ${advice.model.name}, ${advice.model.recommender}, SHA-256 ${advice.model.hash.slice(0, 16)}…`);
  if (took !== null) $("status").dataset.ms = took.toFixed(1);
  say(`${count(advice.proposed.length, "drug")} proposed for ${advice.patient}${state.answer ? `, ${count(state.answer.difference.added.length, "drug")} in and ${state.answer.difference.removed.length} out by what was changed` : ""}.${took === null ? "" : ` Answered in ${Math.max(1, Math.round(took))} ms.`}`);
  state.rendered?.();
}

function move(position) {
  if (!state.safe || position === state.position) return;
  const before = state.position;
  state.position = position;
  renderChoice();
  ask(true).catch(error => {
    if (error.name === "AbortError") return;
    wrong("wrong", words(error));
    state.position = before;
    renderChoice();
  });
}

$("slide").addEventListener("input", () => move(Number($("slide").value)));

// A record is the patient, or holds one, or is a Bundle; which, its own members say.
function read(record) {
  let json;
  try { json = JSON.parse(record); } catch { throw new SyntaxError("This is no JSON. Paste a patient as JSON, or a FHIR Bundle as JSON."); }
  if (json === null || typeof json !== "object" || Array.isArray(json)) throw new SyntaxError("This is JSON, but no object: a patient or a Bundle begins with {.");
  if (json.resourceType) return { fhir: json };
  return { patient: json.patient ?? json };
}

$("advise").addEventListener("click", () => {
  try {
    const question = read($("record").value);
    $("sample").value = "";
    choose(question, "");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    wrong("wrong", error.message);
  }
});

const known = (patient, kind) => patient.visits?.at(-1)?.codes?.[kind]?.map?.(code => bare(code)).join(", ");
$("sample").addEventListener("change", async () => {
  const id = $("sample").value;
  if (!id) return;
  try {
    const patient = await get(`/v1/patients/${encodeURIComponent(id)}`);
    await choose({ patient }, [known(patient, "age"), known(patient, "sex")].filter(Boolean).join(", "));
  } catch (error) {
    wrong("wrong", words(error));
  }
});

for (const form of document.querySelectorAll("form.what")) {
  const { kind } = form.dataset;
  const [field, list] = [form.querySelector("input"), form.querySelector("datalist")];
  const find = text => get(`/v1/names?kind=${kind}&text=${encodeURIComponent(text)}`);
  let wait = 0;
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(async () => {
      try { put(list, (await find(field.value)).map(match => h("option", { value: match.text === match.name ? match.name : `${match.name} (${match.text})` }))); } catch { put(list); }
    }, 120);
  });
  field.addEventListener("keydown", event => { if (event.key === "Escape") field.value = ""; });
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === "" || !state.question) return;
    wrong("wrong-change", "");
    const inside = /\(([A-Za-z0-9]+:[^()]+)\)$/.exec(text)?.[1];
    let made;
    if (kind === "diagnosis") {
      const code = inside ?? await diagnosis(text, find);
      if (code === null) return wrong("wrong-change", `No diagnosis that training knew is called “${text}”. Choose one of the list, or type its ICD code.`);
      made = change({ change: "add-code", kind, code }, `with diagnosis ${text}`);
    } else if (kind === "drug") made = change({ change: "add-drug", drug: inside ?? text }, `with ${text}`);
    else made = change({ change: "set-allergy", allergy: inside ?? text }, `allergic to ${text}`);
    if (await made) field.value = "";
  });
}

// A name that means one code alone, or an ICD code as it is written: training need not know it, and the answer says so.
async function diagnosis(text, find) {
  if (/^[A-Za-z]\d[0-9A-Za-z.]{1,6}$/.test(text)) return `Icd10Cm:${text.replace(".", "").toUpperCase()}`;
  if (/^\d{3}\.?\d{0,2}$/.test(text)) return `Icd9Cm:${text.replace(".", "")}`;
  let found;
  try { found = await find(text); } catch { return null; }
  const same = found.filter(match => match.name.toLowerCase() === text.toLowerCase());
  return same.length === 1 ? same[0].text : found.length === 1 ? found[0].text : null;
}

// On a narrow screen advice comes before what is known already.
if (matchMedia("(max-width: 900px)").matches) $("visit-box").open = false;

let resized = 0;
addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(() => { if (state.advice) view.findings(state.advice, swap); }, 150); });
// On paper everything is open.
addEventListener("beforeprint", () => document.querySelectorAll("#content details, #visit-box").forEach(one => { one.open = true; }));

async function start() {
  wrong("wrong", "");
  try {
    const [patients, model] = await Promise.all([get("/v1/patients"), get("/v1/model")]);
    show("made-up", model.model.synthetic);
    put("foot", `${model.notice}. Model ${model.model.name}, ${model.model.recommender}, SHA-256 ${model.model.hash.slice(0, 16)}…`);
    show("samples", patients.length > 0);
    show("no-samples", patients.length === 0);
    $("paste").open = patients.length === 0;
    put("sample", h("option", { value: "" }, "Choose…"), patients.map(patient => h("option", { value: patient.id },
      [patient.id, patient.age, patient.sex, count(patient.visits, "visit"), patient.diagnoses.map(code => code.name).join(", ")].filter(Boolean).join(" · ").slice(0, 110))));
  } catch (error) {
    wrong("wrong", words(error));
  }
}

onAccess(start);
start();
