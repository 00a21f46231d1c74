// Makes elements. Text is always text: nothing that came from a server or a person is read as markup.
const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "css") element.style.cssText = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
export const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
export const $ = id => document.getElementById(id);
export const put = (target, ...children) => { (typeof target === "string" ? $(target) : target).replaceChildren(...children.flat(Infinity).filter(child => child)); };
export const show = (id, shown) => { $(id).hidden = !shown; };

let number = 0;
export const unique = () => `n${++number}`;
