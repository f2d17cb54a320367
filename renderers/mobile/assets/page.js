(() => {
  "use strict";
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
  const dataRows = (body) => [...body.rows].filter((row) => !row.matches(".group, .subtotal") && !row.querySelector(".empty"));

  // On a phone rows are laid out as entries, and some screen readers then no longer take a table for one. Roles that
  // repeat what the elements are may not stand in the page itself (ARIA in HTML), so they are given here.
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
  for (const part of document.querySelectorAll("table, table *")) {
    const scope = part.tagName === "TH" && (part.scope.startsWith("row") ? "rowheader" : "columnheader");
    if (scope || ROLES[part.tagName]) part.setAttribute("role", scope || ROLES[part.tagName]);
  }

  // Sorting: a button in each header; rows are ordered within their group, and a third press restores their order.
  const keyOf = (row, index, kind) => {
    let column = 0;
    for (const cell of row.cells) {
      if (column === index) {
        const key = cell.dataset.key ?? cell.textContent.trim();
        return kind === "number" ? Number(key) : key;
      }
      column += cell.colSpan;
    }
    return "";
  };
  const compare = (kind) => (first, second) => {
    if (kind === "number") return (Number.isNaN(first) ? Infinity : first) - (Number.isNaN(second) ? Infinity : second) || 0;
    return kind === "date" ? (first < second ? -1 : first > second ? 1 : 0) : collator.compare(first, second);
  };
  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
  const sort = (table, header, index) => {
    const order = NEXT[header.getAttribute("aria-sort")];
    for (const other of header.parentElement.cells) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
    header.setAttribute("aria-sort", order);
    const kind = header.dataset.kind;
    const by = compare(kind);
    for (const body of table.tBodies) {
      const rows = dataRows(body).map((row) => ({ row, place: row.place, key: keyOf(row, index, kind) }));
      const end = body.querySelector(":scope > .subtotal");
      rows.sort((a, b) =>
        order === "none" ? a.place - b.place : (order === "ascending" ? by(a.key, b.key) : by(b.key, a.key)) || a.place - b.place);
      for (const { row } of rows) body.insertBefore(row, end);
    }
  };
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    for (const body of table.tBodies) dataRows(body).forEach((row, place) => { row.place = place; });
    [...table.tHead.rows[0].cells].forEach((header, index) => {
      if (!header.textContent.trim() || header.querySelector("a")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      header.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sort(table, header, index));
    });
    table.classList.add("sortable");
  }

  // Filtering: rows that hold every word typed stay; how many they are is announced.
  for (const tools of document.querySelectorAll(".tools")) {
    const table = document.getElementById(tools.dataset.table);
    const input = tools.querySelector("input");
    const status = tools.querySelector("[role=status]");
    const rows = [...table.tBodies].flatMap(dataRows);
    const texts = rows.map((row) => folded(row.textContent));
    const apply = () => {
      const words = folded(input.value).split(/\s+/u).filter(Boolean);
      let shown = 0;
      rows.forEach((row, index) => {
        row.hidden = !words.every((word) => texts[index].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      for (const body of table.tBodies) {
        const empty = dataRows(body).every((row) => row.hidden);
        for (const row of body.querySelectorAll(".group, .subtotal")) row.hidden = empty;
      }
      const spoken = (number) => number.toLocaleString(language);
      status.textContent = status.dataset.pattern.replace("{shown}", spoken(shown)).replace("{all}", spoken(rows.length));
    };
    input.addEventListener("input", apply);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && input.value) { input.value = ""; apply(); event.preventDefault(); }
    });
    tools.hidden = false;
    apply();
  }

  // Charts: pointing at a mark, or walking with the arrow keys, shows and tells its value.
  for (const chart of document.querySelectorAll(".chart")) {
    const marks = [...chart.querySelectorAll("[role=graphics-symbol][aria-label]")];
    if (!marks.length) continue;
    const svg = chart.querySelector("svg");
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.hidden = true;
    const live = document.createElement("p");
    live.className = "unseen";
    live.setAttribute("role", "status");
    chart.append(tip, live);
    chart.tabIndex = 0;
    chart.setAttribute("role", "group");
    chart.setAttribute("aria-label", `${svg.getAttribute("aria-label")} ${chart.dataset.hint}`);
    let current = -1;
    const middle = (mark) => {
      const box = mark.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2, top: box.top };
    };
    const leave = () => {
      current = -1;
      tip.hidden = true;
      chart.classList.remove("active");
      marks.forEach((mark) => mark.classList.remove("on"));
    };
    const show = (index, tell) => {
      current = index;
      const mark = marks[index];
      const frame = chart.getBoundingClientRect();
      const place = middle(mark);
      marks.forEach((other) => other.classList.toggle("on", other === mark));
      chart.classList.add("active");
      tip.textContent = mark.getAttribute("aria-label");
      tip.hidden = false;
      const half = tip.offsetWidth / 2;
      tip.style.left = `${Math.min(Math.max(place.x - frame.left, half), Math.max(frame.width - half, half))}px`;
      tip.style.top = `${Math.max(place.top - frame.top, tip.offsetHeight)}px`;
      if (tell) live.textContent = tip.textContent;
    };
    const nearest = (event) => {
      const distances = marks.map((mark) => {
        const box = mark.getBoundingClientRect();
        const dx = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
        const dy = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
        const centre = middle(mark);
        return Math.hypot(dx, dy) + Math.hypot(centre.x - event.clientX, centre.y - event.clientY) / 1000;
      });
      return distances.indexOf(Math.min(...distances));
    };
    chart.addEventListener("pointermove", (event) => show(nearest(event), false));
    chart.addEventListener("pointerdown", (event) => show(nearest(event), false));
    chart.addEventListener("pointerleave", leave);
    chart.addEventListener("blur", leave);
    chart.addEventListener("keydown", (event) => {
      const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
      const steps = { ArrowDown: 1, ArrowUp: -1, ArrowLeft: -1, ArrowRight: 1 };
      if (event.key === "Escape") leave();
      else if (event.key === "Home") show(0, true);
      else if (event.key === "End") show(marks.length - 1, true);
      else if (event.key in steps) {
        const turned = forward === "ArrowLeft" && /Left|Right/u.test(event.key) ? -1 : 1;
        show((current + steps[event.key] * turned + marks.length) % marks.length, true);
      } else return;
      event.preventDefault();
    });
  }

  // On paper everything is open.
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
})();
