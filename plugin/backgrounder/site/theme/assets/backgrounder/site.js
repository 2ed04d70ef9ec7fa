/* Backgrounder: filters and sorts lists, copies citations, shows what was searched and the place in the menu. Every page is complete without it. */
(() => {
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  /* Words with a space before each, so that a word is found by its beginning; U.S. is one. */
  const words = (text) => ` ${folded(text).replace(/(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;

  /* The words that are looked for, each as it begins a word. */
  const wantedIn = (text) => words(text).match(/ \S+/g) ?? [];

  /* What a toolbar works on: the items below it, the groups they stand in, and the heading of each group. */
  function groupsBehind(tools) {
    return [...tools.parentElement.querySelectorAll("ul.bg-list, ol.bg-works, table.bg-table")].map((group) => {
      const heading = group.previousElementSibling;
      return {
        group,
        heading: heading && heading.tagName === "H2" ? heading : null,
        items: [...group.querySelectorAll(":scope > li, tbody > tr")],
      };
    });
  }

  /* Groups in which nothing is left to see, and their headings; none has one where all items stand together. */
  function hideEmpty(groups) {
    const together = groups.some(({ group, items }) => items.length && items[0].parentElement !== group && !group.tHead);
    for (const { group, heading } of groups) {
      const items = [...group.querySelectorAll(":scope > li, tbody > tr")];
      group.hidden = items.every((item) => item.hidden);
      if (!heading) continue;
      heading.hidden = group.hidden || together;
      /* What leads to it on this page leads nowhere then. */
      for (const link of document.querySelectorAll(`a[href$="#${heading.id}"]:not(.headerlink)`)) {
        if (link.pathname === location.pathname) link.closest("li").hidden = heading.hidden;
      }
    }
    for (const contents of document.querySelectorAll(".md-nav--secondary")) {
      const items = [...contents.querySelectorAll("li")];
      contents.hidden = items.length > 0 && items.every((item) => item.hidden);
    }
  }

  /* Filters and sorts as the page's address says. */
  let recalled = [];
  const recall = () => recalled.forEach((one) => one(new URL(location.href).searchParams));
  addEventListener("popstate", recall);

  /* What is filtered for, and the order, in the page's address: a reader comes back to them, or sends them to others. */
  function remember(what, wanted) {
    const address = new URL(location.href);
    if (wanted) address.searchParams.set(what, wanted);
    else address.searchParams.delete(what);
    try {
      history.replaceState(history.state, "", address);
    } catch {
      /* Pages opened from a disk keep their addresses. */
    }
  }

  function addFilter(tools, groups) {
    const all = groups.flatMap((one) => one.items);
    const name = document.createElement("label");
    const field = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
    const texts = new Map(all.map((item) => [item, words(`${item.textContent} ${item.dataset.also ?? ""}`)]));
    const count = document.createElement("span");
    count.setAttribute("role", "status");
    name.append(tools.dataset.filter, " ", field);
    tools.prepend(name, count);
    const filter = () => {
      const wanted = wantedIn(field.value);
      for (const { items } of groups) {
        for (const item of items) item.hidden = !wanted.every((word) => texts.get(item).includes(word));
      }
      hideEmpty(groups);
      const found = all.filter((item) => !item.hidden).length;
      count.textContent = found ? (wanted.length ? `${found} / ${all.length}` : "") : tools.dataset.none;
    };
    field.addEventListener("input", () => {
      filter();
      remember("filter", words(field.value).trim() && field.value.trim());
    });
    recalled.push((told) => {
      const wanted = told.get("filter") ?? "";
      if (field.value.trim() === wanted) return;
      field.value = wanted;
      filter();
    });
  }

  const compare = new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" }).compare;

  /* Names from the first, counts and dates from the most and the newest. */
  const name = (item) => item.dataset.name ?? item.querySelector("a").textContent;
  const orders = {
    name: (a, b) => compare(name(a), name(b)),
    count: (a, b) => b.dataset.count - a.dataset.count || b.dataset.mentions - a.dataset.mentions || orders.name(a, b),
    date: (a, b) => compare(b.dataset.date, a.dataset.date) || orders.name(a, b),
  };

  function addSorting(tools, groups) {
    const buttons = [...tools.querySelectorAll("button")];
    if (!buttons.length) return;
    const together = document.createElement("span");
    together.setAttribute("role", "group");
    together.setAttribute("aria-label", tools.dataset.sort);
    const sort = (chosen) => {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button === chosen));
      /* The first way is the page's own order; by another one all stand together. */
      if (chosen === buttons[0]) for (const { group, items } of groups) group.append(...items);
      else groups[0].group.append(...groups.flatMap((one) => one.items).sort(orders[chosen.dataset.by]));
      hideEmpty(groups);
    };
    for (const button of buttons) {
      button.addEventListener("click", () => {
        sort(button);
        remember("sort", button !== buttons[0] && button.dataset.by);
      });
    }
    recalled.push((told) => {
      const wanted = buttons.find((button) => button.dataset.by === told.get("sort")) ?? buttons[0];
      if (wanted.getAttribute("aria-pressed") !== "true") sort(wanted);
    });
    buttons[0].setAttribute("aria-pressed", "true");
    together.append(`${tools.dataset.sort} `, ...buttons);
    tools.append(together);
  }

  function addColumnSorting(table) {
    const heads = [...table.tHead.rows[0].cells];
    const key = (row, column) => row.cells[column].dataset.key ?? row.cells[column].textContent;
    for (const [column, head] of heads.entries()) {
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows];
        /* What is not stated comes last, whichever way. */
        rows.sort((a, b) => !key(a, column) - !key(b, column) || compare(key(a, column), key(b, column)) * (down ? -1 : 1));
        table.tBodies[0].append(...rows);
      });
    }
  }

  /* There before it is needed: screen readers say what changes in it. */
  const toast = Object.assign(document.createElement("div"), { className: "bg-toast" });
  toast.setAttribute("role", "status");
  const hide = () => toast.classList.remove("bg-shown");
  toast.addEventListener("click", hide);
  let timer = 0;
  async function copy(text, copied) {
    try {
      await navigator.clipboard.writeText(text);
      toast.textContent = `${copied} ${text}`;
    } catch {
      toast.textContent = text; /* To be copied by hand: the browser does not let us. */
    }
    toast.classList.add("bg-shown");
    clearTimeout(timer);
    timer = setTimeout(hide, 6000);
  }

  /* The page's address, without what was looked for and without an anchor. */
  const here = () => location.href.split(/[?#]/)[0];

  /* Whoever comes from the search finds the first paragraph that has most of what was looked for. */
  function showHit(text) {
    const wanted = wantedIn(new URL(location.href).searchParams.get("h") ?? "");
    if (!wanted.length || location.hash) return;
    const paragraphs = [...text.querySelectorAll("[id^=p]")];
    const hits = paragraphs.map((paragraph) => {
      const there = words(paragraph.textContent);
      return wanted.filter((word) => there.includes(word)).length;
    });
    const most = Math.max(0, ...hits);
    if (most) paragraphs[hits.indexOf(most)].scrollIntoView({ block: "center" });
  }

  function addCitations(text) {
    const { before, behind, locator, cite, copied } = text.dataset;
    for (const link of text.querySelectorAll("a.bg-permalink")) {
      const number = link.hash.slice(2);
      const name = cite.replace("{n}", number);
      link.title = name;
      link.setAttribute("aria-label", name);
      link.addEventListener("click", () => copy(`${before}${locator.replace("{n}", number)}${behind}. ${here()}${link.hash}`, copied));
    }
    for (const button of document.querySelectorAll("button.bg-copy")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const whole = button.parentElement.cloneNode(true);
        whole.querySelector("button").remove();
        const told = whole.textContent.trim();
        /* What is nowhere else on the web is found here. */
        copy(whole.querySelector("a") ? told : `${told} ${here()}`, copied);
      });
    }
  }

  /* Articles and entries are not in the menu; the list that they stand in is. */
  function showPlace() {
    const list = document.querySelector(".bg-up a, .md-content p.bg-standfirst[class*='bg-standfirst bg-'] a");
    if (!list) return;
    for (const link of document.querySelectorAll(".md-nav--primary a.md-nav__link")) {
      if (link.pathname !== list.pathname || link.hash) continue;
      link.classList.add("md-nav__link--active");
      link.setAttribute("aria-current", "location");
    }
  }

  function start() {
    showPlace();
    recalled = [];
    for (const tools of document.querySelectorAll(".bg-tools[hidden]")) {
      const groups = groupsBehind(tools);
      if (groups.reduce((sum, one) => sum + one.items.length, 0) < 2) continue;
      tools.hidden = false;
      addSorting(tools, groups);
      addFilter(tools, groups);
      for (const { group } of groups) if (group.tHead) addColumnSorting(group);
    }
    recall();
    for (const text of document.querySelectorAll(".bg-text")) {
      addCitations(text);
      showHit(text);
    }
    document.body.append(toast);
  }

  addEventListener("beforeprint", () => {
    for (const more of document.querySelectorAll("details")) more.open = true;
  });

  /* Material replaces pages without loading them where its instant navigation is on, and says so. */
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
