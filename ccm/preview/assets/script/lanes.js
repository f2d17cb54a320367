// One lane a channel: what it made, its facts, and the findings beside it.

const NAMES = { pdf: "PDF", email: "Email", sms: "SMS", mobile: "Mobile" };
const channelName = (channel) => NAMES[channel] ?? channel;

function lane(view, data) {
  const heading = `lane-${data.channel}`;
  const stage = data.failed ? failure(data) : (STAGES[data.channel] ?? outsideStage)(data, view);
  const section = el("section", { class: `lane ${data.channel}`, "aria-labelledby": heading },
    el("header", {}, el("h2", { id: heading }, channelName(data.channel)), verdict(data), facts(data)),
    stage);
  if (data.findings.length) section.append(findings(data, section));
  return section;
}

function facts(data) {
  if (data.failed) return null;
  const made = data.facts.map(({ name, value }) => fact(name, value));
  if (data.channel !== "sms" && !data.facts.some(({ name }) => name.endsWith("bytes"))) made.push(size(data.bytes));
  return el("p", { class: "facts" }, ...made.map((text) => el("span", {}, text)));
}

function fact(name, value) {
  if (name.endsWith("bytes")) return `${name.replace(/ ?bytes$/, "")} ${size(value)}`.trim();
  return typeof value === "number" ? plural(value, name.replace(/s$/, ""), name) : String(value);
}

function verdict({ failed, findings: list }) {
  const count = (severity) => list.filter((finding) => finding.severity === severity).length;
  if (failed) return el("span", { class: "verdict error" }, "Not made");
  if (count("error")) return el("span", { class: "verdict error" }, plural(count("error"), "error"));
  if (count("warning")) return el("span", { class: "verdict warning" }, plural(count("warning"), "warning"));
  return el("span", { class: "verdict good" }, list.length ? plural(list.length, "note") : "No findings");
}

function findings(data, section) {
  const items = data.findings.map(({ severity, path, code, message }) =>
    el("li", { class: severity },
      el("p", {}, el("strong", {}, severity), " ", message),
      el("p", { class: "where" }, el("code", {}, code), path && el("code", {}, path),
        path && ["email", "mobile"].includes(data.channel) && !data.failed &&
          el("button", { type: "button", class: "plain", onclick: () => showNode(section, path) }, "Show"))));
  return el("details", { class: "findings", open: true },
    el("summary", {}, plural(data.findings.length, "finding")), el("ul", {}, ...items));
}

function failure(data) {
  return el("div", { class: "stage" },
    el("div", { class: "failure" }, el("h3", {}, "Nothing would be sent"),
      el("p", {}, `${channelName(data.channel)} cannot carry this communication. The findings say why.`)));
}

const STAGES = {
  pdf(data) {
    const figures = data.pages.map((_, index) => page(data, index));
    const rest = data.count - data.pages.length;
    const sheets = el("div", { class: "sheets", tabindex: 0, role: "group", "aria-label": "Pages" }, ...figures,
      rest > 0 && el("p", { class: "rest" }, `${plural(rest, "more page is", "more pages are")} in the PDF, not in this preview.`));
    const rail = data.pages.length > 1 && el("nav", { class: "rail", "aria-label": "Pages of the PDF" },
      ...data.pages.map(({ source }, index) =>
        el("button", { type: "button", "aria-label": `Go to page ${index + 1}`, onclick: () => figures[index].scrollIntoView({ block: "start" }) },
          el("img", { src: source, alt: "" }), el("span", {}, index + 1))));
    return el("div", { class: "stage" }, rail, sheets);
  },

  email(data, view) {
    const shown = state.scheme === "both" ? ["light", "dark"] : [state.scheme];
    const desktop = (scheme) => el("figure", {},
      el("div", { class: `window ${scheme}` }, mailHead(data, view), screen(data.html, scheme, `Email on a desktop, ${scheme}`)),
      el("figcaption", {}, `Desktop, ${scheme}`));
    const small = (scheme) => el("figure", {},
      phone(scheme, mailHead(data, view), screen(data.html, scheme, `Email on a phone, ${scheme}`)),
      el("figcaption", {}, `Phone, ${scheme}`));
    const text = () => el("figure", {},
      el("div", { class: "window plain-text" }, mailHead(data, view), el("pre", { tabindex: 0, "aria-label": "Plain text of the email", dir: "auto" }, data.text)),
      el("figcaption", {}, "Plain text"));
    return el("div", { class: "stage" }, ...(state.scheme === "text" ? [text()] : [...shown.map(desktop), ...shown.map(small)]));
  },

  sms(data, view) {
    return el("div", { class: "stage" }, el("figure", {},
      phone("light",
        el("div", { class: "talk", tabindex: 0, role: "group", "aria-label": "Text message" },
          el("p", { class: "from" }, avatar(view.sender || view.company), view.sender || view.company),
          el("div", { class: "bubble", lang: view.locale, dir: "auto" }, ...bubble(data.runs)))),
      el("figcaption", {}, meter(data))));
  },

  mobile(data) {
    const shown = state.scheme === "both" ? ["light", "dark"] : [state.scheme === "dark" ? "dark" : "light"];
    return el("div", { class: "stage" }, ...shown.map((scheme) => el("figure", {},
      phone(scheme, screen(data.html, scheme, `Mobile page, ${scheme}`, { interactive: true })),
      el("figcaption", {}, `Phone, ${scheme}`))));
  },
};

function outsideStage(data) {
  return el("div", { class: "stage" }, el("ul", { class: "parts" },
    ...data.parts.map(({ name, bytes }) => el("li", {}, el("code", {}, name), ` ${size(bytes)}`))));
}

function page(data, index) {
  const { source, width, height } = data.pages[index];
  const areas = data.areas.filter((area) => area.whole && area.page === data.pages[index].number).map((area) => {
    const percent = (value, whole) => `${(100 * value) / whole}%`;
    const mark = el("span", { class: area.locked ? "area locked" : "area" }, el("span", {}, area.block));
    Object.assign(mark.style, { left: percent(area.x, width), top: percent(area.y, height),
      width: percent(area.width, width), height: percent(area.height, height) });
    return mark;
  });
  return el("button", { type: "button", class: "sheet", "aria-label": `Enlarge page ${index + 1} of ${data.count}`, onclick: () => enlarge(data, index) },
    el("img", { src: source, width, height, alt: "" }), ...areas);
}

function enlarge(data, index) {
  const dialog = byId("enlarged");
  const turn = (step) => data.pages[index + step] && enlarge(data, index + step);
  const large = page(data, index);
  large.addEventListener("click", () => dialog.close());
  large.setAttribute("aria-label", `Close page ${index + 1} of ${data.count}`);
  dialog.replaceChildren(large);
  dialog.onkeydown = ({ key }) => {
    if (key === "ArrowRight") turn(1);
    if (key === "ArrowLeft") turn(-1);
  };
  if (!dialog.open) dialog.showModal();
  large.focus();
}

const avatar = (name) => el("span", { class: "avatar", "aria-hidden": "true" }, [...(name || "?")][0]);

function mailHead(data, view) {
  const name = data.sender.replace(/\s*<.*$/, "").replaceAll('"', "") || view.company;
  return el("div", { class: "mail-head" }, avatar(name),
    el("p", {}, el("strong", { dir: "auto" }, data.subject), el("span", { dir: "auto" }, name),
      view.preheader && el("span", { class: "preheader", dir: "auto" }, view.preheader)));
}

function bubble(runs) {
  const total = runs.at(-1)?.segment ?? 1;
  let segment = 1;
  let block = null;
  return runs.flatMap((run) => {
    const parts = [];
    if (run.segment !== segment) parts.push(el("span", { class: "cut", title: `Segment ${run.segment} of ${total} begins` }, `${run.segment}/${total}`));
    const label = run.block && run.block !== block ? run.block : null;
    parts.push(el("span", { class: run.block ? "locked" : null, "data-block": label }, run.text));
    [segment, block] = [run.segment, run.block];
    return parts;
  });
}

function meter(data) {
  const value = (name) => data.facts.find((entry) => entry.name === name)?.value;
  const segments = Number(value("segments") ?? 1);
  const bars = Array.from({ length: Math.min(segments, 12) }, () => el("i", {}));
  return el("span", { class: "meter" }, el("span", { class: "bars", "aria-hidden": "true" }, ...bars),
    `${value("encoding") ?? ""} · ${plural(segments, "segment")}`);
}
