// Runs inside the phone's page, which the preview cannot reach into: it does what the preview asks by message.
addEventListener("message", ({ data }) => {
  if (typeof data?.outlines === "boolean") document.documentElement.toggleAttribute("data-outlines", data.outlines);
  if (typeof data?.show === "string") document.getElementById(`n-${data.show}`)?.scrollIntoView({ block: "center" });
});
// A link leads out of the preview; where it leads is shown by the browser, but it is not followed.
addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (link && !link.getAttribute("href").startsWith("#")) event.preventDefault();
}, true);
