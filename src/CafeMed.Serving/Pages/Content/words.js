// Numbers and codes for people.
export const percent = value => value === null || value === undefined ? "unknown" : value > 0 && value < 0.005 ? "<1 %" : value < 1 && value >= 0.995 ? ">99 %" : `${Math.round(100 * value)} %`;
export const range = interval => interval ? `${Math.round(100 * interval.lower)}–${Math.round(100 * interval.upper)} %` : "";
export const signed = (value, digits = 2) => (Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "exceptZero" }).replace("-", "−");
export const plain = (value, digits = 2) => value === null || value === undefined ? "unknown" : value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace("-", "−");
export const count = (value, one, many = `${one}s`) => `${value.toLocaleString("en")} ${value === 1 ? one : many}`;
export const bare = code => code.slice(code.indexOf(":") + 1);
export const when = text => text ? text.slice(0, 19).replace("T", " ") : "";
export const short = (text, width) => text.length <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`;
