// The catalogue's pages: shows what is found while somebody types, and prints. Everything else works without it.
"use strict";

const form = document.querySelector("form[data-hits]");
const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

// follow shows the list for what is typed; a list that comes late, for what was typed before, is not shown.
function follow(form, hits, found) {
  const field = form.elements.q, start = hits.innerHTML, counted = found.innerHTML;
  const here = new URLSearchParams(location.search).get("q") ?? "";
  let shown = field.value.trim(), rest, running;
  const address = form.getAttribute("action");
  const show = (typed, list, count) => {
    hits.innerHTML = list;
    found.innerHTML = count;
    document.body.classList.toggle("asking", typed !== "");
    history.replaceState(null, "", typed === "" ? address : address + "?q=" + encodeURIComponent(typed));
  };
  const look = async () => {
    const typed = field.value.trim();
    if (typed === shown) return;
    shown = typed;
    running?.abort();
    if (typed === "") return here === "" ? show("", start, counted) : show("", "", "");
    running = new AbortController();
    try {
      const answer = await fetch(form.dataset.hits + "?q=" + encodeURIComponent(typed), { signal: running.signal });
      if (!answer.ok) return;
      const list = await answer.text();
      if (field.value.trim() === typed) show(typed, list, "");
    } catch { } // the next letter asks again, and Enter asks for the whole page
  };
  field.addEventListener("input", () => { clearTimeout(rest); rest = setTimeout(look, 150); });
}

const hits = document.getElementById("hits");
if (form && hits) follow(form, hits, document.getElementById("found"));
