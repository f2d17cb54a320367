// Small words for making elements. Data only ever becomes text, an attribute, or the document of a sandboxed frame.

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

const byId = (id) => document.getElementById(id);
const json = (id) => JSON.parse(byId(id).textContent);
const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

function size(bytes) {
  const kilobytes = bytes / 1000;
  if (kilobytes < 1) return `${bytes} bytes`;
  return kilobytes < 1000 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1000).toFixed(1)} MB`;
}

// Choices side by side. They are made anew only when others are offered, so that the keyboard keeps its place.
function segmented(fieldset, name, options, chosen, type = "radio") {
  const inputs = () => [...fieldset.querySelectorAll("input")];
  if (inputs().map(({ value }) => value).join() !== options.map(({ value }) => value).join()) {
    for (const label of fieldset.querySelectorAll("label")) label.remove();
    fieldset.append(...options.map(({ value, text }) =>
      el("label", {}, el("input", { type, name, value }), el("span", {}, text))));
  }
  for (const input of inputs()) input.checked = [chosen].flat().includes(input.value);
}
