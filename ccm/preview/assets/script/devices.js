// Frames that show a page as a person's device does, cut off from the preview and from the network.

const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;
const frameScript = byId("frame-script").textContent;
const frameStyle = byId("frame-style").textContent;

// A copy of the page as a device in that colour scheme shows it, whatever scheme this browser is in.
function staged(html, scheme, { interactive }) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const forced = (query) => query.replace(SCHEME, (_, wanted) => (wanted.toLowerCase() === scheme ? "(min-width:0)" : "(max-width:0)"));
  for (const style of page.querySelectorAll("style")) style.textContent = forced(style.textContent);
  for (const element of page.querySelectorAll("[media]")) element.setAttribute("media", forced(element.getAttribute("media")));
  // The page's own policy allows its own styles alone; the preview's, which holds in every frame, allows no request.
  for (const meta of page.querySelectorAll("meta[http-equiv]")) meta.remove();
  page.documentElement.toggleAttribute("data-outlines", state.outlines);
  page.head.append(el("style", {}, `${frameStyle}\n:root{color-scheme:${scheme}!important}`));
  if (interactive) page.head.prepend(el("script", {}, frameScript));
  else page.head.prepend(el("base", { target: "_blank" })); // no frame may open a window: its links lead nowhere
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

function screen(html, scheme, title, { interactive = false } = {}) {
  const frame = el("iframe", {
    title,
    class: `screen ${scheme}`,
    sandbox: interactive ? "allow-scripts" : "allow-same-origin",
    srcdoc: staged(html, scheme, { interactive }),
    "data-interactive": interactive,
  });
  return el("div", { class: "pane" }, frame);
}

function phone(scheme, ...content) {
  return el("div", { class: `phone ${scheme}` }, el("div", { class: "glass" }, ...content));
}

// Tells every frame whether blocks are outlined, without loading it anew.
function outlineFrames(outlines) {
  for (const frame of document.querySelectorAll("iframe.screen")) {
    if (frame.dataset.interactive !== undefined) frame.contentWindow.postMessage({ outlines }, "*");
    else frame.contentDocument.documentElement.toggleAttribute("data-outlines", outlines);
  }
}

function showNode(lane, path) {
  for (const frame of lane.querySelectorAll("iframe.screen")) {
    if (frame.dataset.interactive !== undefined) frame.contentWindow.postMessage({ show: path }, "*");
    else frame.contentDocument.querySelector(`[data-node="${CSS.escape(path)}"]`)?.scrollIntoView({ block: "center" });
  }
}
