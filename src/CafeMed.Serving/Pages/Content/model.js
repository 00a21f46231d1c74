// The second page: the model that answers, its card and the report of its run.
import { $, h, put, show } from "./dom.js";
import { get, onAccess, text, words } from "./ask.js";
import { count, plain } from "./words.js";

const table = (head, rows) => h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": head.join(", ") }, h("table", {}, h("thead", {}, h("tr", {}, head.map(cell => h("th", { scope: "col" }, cell)))), h("tbody", {}, rows.map(row => h("tr", {}, row.map((cell, at) => at === 0 ? h("th", { scope: "row" }, cell) : h("td", {}, cell)))))));
const measured = value => value ? `${plain(value.estimate)} [${plain(value.lower)}, ${plain(value.upper)}]` : "not measured";
const fillers = { run: "by the run", project: "by the project", deployer: "by the deployer", open: "open" };

function facts({ model, codes, decision, program }) {
  put("facts", h("dl", { class: "facts" }, [
    ["Name", model.name], ["Network", `${model.recommender}, drugs at ATC level ${model.level}`], ["Bundle, SHA-256", h("code", {}, model.hash)], ["Program", `CafeMed ${program}`],
    ["How a set is chosen", decision], ["Codes it knows", Object.entries(codes).map(([kind, number]) => `${number.toLocaleString("en")} ${kind}`).join(", ")], ["Interactions", model.interactions],
  ].map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))));
  show("s-facts", true);
}

function card(content) {
  show("s-card", true);
  if (!content?.attributes) return put("card", h("p", { class: "none" }, "This model has no card that can be shown here."));
  const groups = [...new Set(content.attributes.map(one => one.group))];
  put("card",
    h("p", {}, `${content.title}. ${content.filled} of ${content.filled + content.open} attributes are filled; ${content.open} are for whoever deploys it.`),
    content.warnings.map(warning => h("p", { class: "callout" }, warning)),
    groups.map(group => {
      const own = content.attributes.filter(one => one.group === group);
      const open = own.filter(one => one.filledBy === "open").length;
      return h("details", { open: group === groups[0] }, h("summary", {}, h("b", {}, group), h("span", { class: "mute" }, ` ${count(own.length, "attribute")}${open > 0 ? `, ${open} open` : ""}`)),
        h("dl", { class: "card" }, own.map(one => h("div", { class: one.filledBy === "open" ? "open" : "" },
          h("dt", {}, `${one.number} ${one.title}`, " ", h("span", { class: "tag" }, fillers[one.filledBy] ?? one.filledBy)),
          one.answer.length > 0 ? one.answer.map(line => h("dd", {}, line)) : h("dd", { class: "none" }, one.toDo ?? "open")))));
    }),
    content.groups?.length > 0 && [h("h3", {}, "How it does by group, with 95 % intervals"), table(["Group", "Patients", "Jaccard", "F1", "Calibration"], content.groups.map(group =>
      [`${group.kind} ${group.group.slice(group.group.indexOf(":") + 1)}`, String(group.patients), measured(group.jaccard), measured(group.f1), measured(group.calibration)]))]);
}

// The report is a page of its own, with a style of its own: it is put behind a shadow root, its scripts (it has none) left out.
function report(source) {
  // Styles are taken out before anything is parsed: the policy of this page forbids styles that are written into markup, and says so aloud.
  const styles = [];
  const bareSource = source.replace(/<style>([\s\S]*?)<\/style>/g, (_, text) => { styles.push(text); return ""; }).replace(/ style="([^"]*)"/g, ' data-styled="$1"');
  const page = new DOMParser().parseFromString(bareSource, "text/html");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles.join("\n").replaceAll(":root", ":host").replace(/(^|[},\s])html\{/g, "$1:host{").replace(/(^|[},\s])body\{/g, "$1.body{")
    .replace(/(^|[},\s])h([123])(?=[{,])/g, "$1.as-h$2"));
  page.querySelectorAll("script,style,link,meta,base,iframe,object,embed,form").forEach(one => one.remove());
  const host = h("div", { class: "host" });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const body = h("div", { class: "body" });
  body.append(...[...page.body.childNodes].map(node => document.importNode(node, true)));
  body.querySelectorAll("main,header,footer").forEach(one => rename(one, "div"));
  for (const level of [3, 2, 1]) body.querySelectorAll(`h${level}`).forEach(one => rename(one, `h${level + 2}`, `as-h${level}`));
  body.querySelectorAll(".skip").forEach(one => one.remove());
  body.querySelectorAll("[data-styled]").forEach(one => { one.style.cssText = one.dataset.styled; });
  body.addEventListener("click", event => {
    const target = event.target.closest?.("a[href^='#']");
    if (!target) return;
    event.preventDefault();
    root.getElementById(target.getAttribute("href").slice(1))?.scrollIntoView();
  });
  root.append(body);
  show("s-report", true);
  put("report", h("p", {}, h("a", { href: "/v1/model/report" }, "The report alone, to print or to keep")), host);
}

// One page has one main part and one order of headings: the report's come below this page's.
function rename(one, tag, also) {
  const other = h(tag);
  for (const { name, value } of one.attributes) other.setAttribute(name, value);
  if (also) other.classList.add(also);
  other.append(...one.childNodes);
  one.replaceWith(other);
}

async function start() {
  put("wrong");
  try {
    const model = await get("/v1/model");
    show("made-up", model.model.synthetic);
    facts(model);
    card(model.card);
    if (model.hasReport) report(await text("/v1/model/report"));
    else {
      show("s-report", true);
      put("report", h("p", { class: "none" }, "This model came without the report of its run."));
    }
    put("status", `Model ${model.model.name}.`);
    put("foot", `${model.notice}.`);
  } catch (error) {
    put("status");
    $("wrong").textContent = words(error);
  }
}

onAccess(start);
start();
