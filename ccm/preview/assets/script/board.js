// The board: what is chosen, and the lanes that show it. Only the chosen view is read and built.

const index = json("index");
const records = [...new Set(index.map(({ record }) => record))];
const board = byId("board");
const SCHEMES = [["light", "Light"], ["dark", "Dark"], ["both", "Both"], ["text", "Text"]];
const READABLE = [0.6, 1.1]; // how far lanes shrink to stand side by side, and how far they grow

const state = { record: records[0], locale: null, scheme: "light", outlines: true, zoom: "fit", hidden: [], ...fromAddress() };

function fromAddress() {
  const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const chosen = {};
  if (records.includes(given.sample)) chosen.record = given.sample;
  if (given.language) chosen.locale = given.language;
  if (SCHEMES.some(([value]) => value === given.screens)) chosen.scheme = given.screens;
  if (given.blocks) chosen.outlines = given.blocks === "on";
  if (given.hidden) chosen.hidden = given.hidden.split(",");
  return chosen;
}

function toAddress() {
  const entries = { sample: state.record, language: state.locale, screens: state.scheme, blocks: state.outlines ? "on" : "off" };
  if (state.hidden.length) entries.hidden = state.hidden.join(",");
  history.replaceState(null, "", `#${new URLSearchParams(entries)}`);
}

function show() {
  const offered = index.filter(({ record }) => record === state.record);
  const chosen = offered.find(({ locale }) => locale === state.locale) ?? offered[0];
  state.locale = chosen.locale;
  const view = json(chosen.id);
  const visible = view.channels.filter(({ channel }) => !state.hidden.includes(channel));

  byId("record").value = state.record;
  byId("document-title").textContent = [view.company, view.title].filter(Boolean).join(" · ");
  segmented(byId("locale"), "locale", offered.map(({ locale, language }) => ({ value: locale, text: language })), state.locale);
  segmented(byId("scheme"), "scheme", SCHEMES.map(([value, text]) => ({ value, text })), state.scheme);
  segmented(byId("channels"), "channels", view.channels.map(({ channel }) => ({ value: channel, text: channelName(channel) })),
    visible.map(({ channel }) => channel), "checkbox");
  board.replaceChildren(...(visible.length ? visible.map((data) => lane(view, data)) : [el("p", { class: "nothing" }, "No channel is chosen.")]));
  board.classList.toggle("outlined", state.outlines);
  fit();
  toAddress();
  const count = view.channels.reduce((sum, { findings: list }) => sum + list.length, 0);
  byId("status").textContent = `${state.record}, ${chosen.language}: ${plural(visible.length, "channel")}, ${plural(count, "finding")}.`;
}

// The zoom at which all lanes stand side by side, within what can be read. Widths grow with the zoom in a line.
function fit() {
  const width = (zoom) => {
    document.documentElement.style.setProperty("--zoom", zoom);
    return [...board.children].reduce((sum, { offsetWidth }) => sum + offsetWidth + 12, 12);
  };
  if (state.zoom !== "fit") return void width(Number(state.zoom));
  const [least, most] = READABLE;
  const [narrow, wide] = [width(least), width(most)];
  const zoom = least + ((most - least) * (board.clientWidth - narrow)) / (wide - narrow || 1);
  width(Math.min(most, Math.max(least, zoom)).toFixed(3));
}

function choose(changes) {
  Object.assign(state, changes);
  show();
}

function step(by) {
  choose({ record: records[(records.indexOf(state.record) + by + records.length) % records.length] });
}

byId("record").append(...records.map((record) => el("option", { value: record }, record)));
byId("record").addEventListener("change", ({ target }) => choose({ record: target.value }));
byId("previous").addEventListener("click", () => step(-1));
byId("next").addEventListener("click", () => step(1));
byId("locale").addEventListener("change", ({ target }) => choose({ locale: target.value }));
byId("scheme").addEventListener("change", ({ target }) => choose({ scheme: target.value }));
byId("channels").addEventListener("change", ({ target }) =>
  choose({ hidden: target.checked ? state.hidden.filter((channel) => channel !== target.value) : [...state.hidden, target.value] }));
byId("zoom").addEventListener("change", ({ target }) => { state.zoom = target.value; fit(); });
byId("outlines").checked = state.outlines;
byId("outlines").addEventListener("change", ({ target }) => {
  state.outlines = target.checked;
  board.classList.toggle("outlined", state.outlines);
  outlineFrames(state.outlines);
  toAddress();
});
byId("theme").addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.theme = dark === "dark" ? "light" : "dark";
});
addEventListener("resize", fit);
show();
