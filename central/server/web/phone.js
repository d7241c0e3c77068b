// The page of a ticket: shows the sentence that fits where the ticket stands.
"use strict";

const place = document.querySelector("[data-path]");

follow({
  stream: () => place.dataset.path + "/bell", poll: place.dataset.path + "/place.json", silence: 50000, every: 20000,
  show(view) {
    for (const state of document.querySelectorAll("[data-state]")) state.hidden = state.dataset.state !== view.state;
    for (const name of ["ahead", "counter", "called"]) {
      for (const spot of document.querySelectorAll("." + name)) spot.textContent = view[name];
    }
    document.title = view.state === "called" ? `${place.dataset.number} → ${view.counter}` : place.dataset.number;
  },
  lost(since) {
    const banner = document.getElementById("lost");
    banner.hidden = since === null;
    if (since !== null) for (const spot of banner.querySelectorAll(".since")) spot.textContent = clockOf(since);
  },
});
